package io.mevstream.detect.synthetic;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame.Type;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.decode.Calldata;
import io.mevstream.decode.LogText;
import io.mevstream.detect.FrameTree;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Records what transactions do twice: as the logs they write and as the calls they make. */
final class Tape {

    static final Address WETH = Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");
    static final UInt256 BASE_FEE = UInt256.of(1_000_000_000L);
    private static final UInt256 GAS_PRICE = UInt256.of(1_500_000_000L);
    private static final long GAS = 200_000;

    final Address builder;
    private final BlockRef ref;
    private final List<RawLog> logs = new ArrayList<>();
    private final FrameTree frames = new FrameTree();
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private int logsBefore;

    Tape(long number, Address builder) {
        this.builder = builder;
        ref = new BlockRef(number, Keccak.hash("block " + number));
    }

    static UInt256 uint(BigInteger amount) {
        return UInt256.of(amount);
    }

    /** Begins a transaction and says which it is. */
    int sends(Address from, Address to, BigInteger wei) {
        int index = transactions.size();
        Hash hash = Keccak.hash(ref.number() + " transaction " + index);
        frames.begin(index, hash, from, to, Bytes.EMPTY, uint(wei));
        logsBefore = logs.size();
        transactions.add(new Transaction(
                index,
                hash,
                0,
                null,
                from,
                to,
                0,
                GAS,
                uint(wei),
                GAS_PRICE,
                null,
                null,
                null,
                Bytes.EMPTY,
                List.of(),
                List.of(),
                List.of(),
                UInt256.ZERO,
                UInt256.ZERO,
                UInt256.ZERO));
        receipts.add(receipt(index, hash, from, to, 1));
        return index;
    }

    private static Receipt receipt(int index, Hash hash, Address from, Address to, int status) {
        return new Receipt(index, hash, 0, status, null, GAS * (index + 1), GAS, GAS_PRICE, from, to, null);
    }

    /** The transaction that runs fails, and its logs with it. */
    void reverts() {
        frames.endAll("Reverted");
        while (logs.size() > logsBefore) {
            logs.remove(logs.size() - 1);
        }
        Receipt last = receipts.remove(receipts.size() - 1);
        Address to = transactions.get(transactions.size() - 1).to();
        receipts.add(receipt(last.transactionIndex(), last.transactionHash(), last.from(), to, 0));
    }

    Address running() {
        return frames.running();
    }

    void enter(Address to, BigInteger wei, String declaration, Object... arguments) {
        frames.call(Type.CALL, to, Calldata.of(declaration, arguments), uint(wei));
    }

    void leave() {
        frames.end(Bytes.EMPTY, null);
    }

    void leave(String types, Object... values) {
        frames.end(Calldata.returned(types, values), null);
    }

    void log(String declaration, Object... values) {
        Transaction now = transactions.get(transactions.size() - 1);
        logs.add(LogText.of(logs.size(), now.index(), now.hash(), frames.running(), declaration, values));
    }

    /** The contract that runs moves a token of its own. */
    void move(Address token, Address to, BigInteger amount) {
        Address from = running();
        enter(token, BigInteger.ZERO, "transfer(address to, uint256 amount)", to, uint(amount));
        transferred(from, to, amount);
        leave("(bool ok)", true);
    }

    /** The contract that runs moves another's, as it was allowed to. */
    void moveFrom(Address token, Address from, Address to, BigInteger amount) {
        enter(token, BigInteger.ZERO, "transferFrom(address from, address to, uint256 amount)", from, to, uint(amount));
        transferred(from, to, amount);
        leave("(bool ok)", true);
    }

    private void transferred(Address from, Address to, BigInteger amount) {
        log("Transfer(address indexed from, address indexed to, uint256 value)", from, to, uint(amount));
    }

    /** The contract that runs pays ether, which no log shows. */
    void pay(Address to, BigInteger wei) {
        frames.call(Type.CALL, to, Bytes.EMPTY, uint(wei));
        leave();
    }

    void wrap(BigInteger wei) {
        Address holder = running();
        enter(WETH, wei, "deposit()");
        log("Deposit(address indexed holder, uint256 amount)", holder, uint(wei));
        leave();
    }

    void unwrap(BigInteger wei) {
        Address holder = running();
        enter(WETH, BigInteger.ZERO, "withdraw(uint256 amount)", uint(wei));
        pay(holder, wei);
        log("Withdrawal(address indexed holder, uint256 amount)", holder, uint(wei));
        leave();
    }

    /** The contract that runs asks a token for what it holds. */
    void balance(Address token, BigInteger balance) {
        frames.call(Type.STATICCALL, token, Calldata.of("balanceOf(address account)", running()), UInt256.ZERO);
        leave("(uint256 balance)", uint(balance));
    }

    private BlockHeader header() {
        return new BlockHeader(
                ref.number(),
                ref.hash(),
                Hash.ZERO,
                Hash.ZERO,
                builder,
                Hash.ZERO,
                Hash.ZERO,
                Hash.ZERO,
                Bytes.EMPTY,
                UInt256.ZERO,
                0,
                0,
                0,
                Bytes.EMPTY,
                Hash.ZERO,
                Bytes.EMPTY,
                BASE_FEE,
                null,
                null,
                null,
                null,
                null);
    }

    /** The block as one sees it who has its logs. */
    Block logged() {
        return new Block(ref, header(), List.copyOf(transactions), List.copyOf(receipts), List.copyOf(logs), null);
    }

    /** The block as one sees it who has its call traces. */
    Block traced() {
        return new Block(
                ref,
                header(),
                List.copyOf(transactions),
                List.copyOf(receipts),
                List.of(),
                null,
                Block.LogCoverage.NONE,
                frames.frames(),
                null);
    }
}
