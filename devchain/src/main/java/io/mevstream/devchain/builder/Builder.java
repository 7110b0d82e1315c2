package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Fee;
import java.math.BigInteger;

/**
 * Who builds blocks: the coinbase of its blocks, and the payer of refunds out of it.
 *
 * @param name of the relay in front of it
 * @param account the coinbase with its key
 */
public record Builder(String name, Account account, long chainId) {

    /** What a transfer of ether costs in gas. */
    static final long TRANSFER_GAS = 21_000;

    public static Builder named(String name, long chainId) {
        return new Builder(name, Account.named("builder " + name), chainId);
    }

    public Address coinbase() {
        return account.address();
    }

    /** A transfer from the coinbase that pays the base fee and no more. */
    PooledTransaction pay(Slot slot, long nonce, Address recipient, BigInteger wei) {
        Call call = Call.to(recipient, new byte[0], TRANSFER_GAS).withValue(wei);
        Fee fee = new Fee(slot.baseFeeWei().longValueExact(), 0);
        return PooledTransaction.read(account.sign(chainId, nonce, call, fee).raw());
    }
}
