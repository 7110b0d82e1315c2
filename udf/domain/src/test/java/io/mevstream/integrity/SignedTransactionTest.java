package io.mevstream.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Hex;
import io.mevstream.chain.Transaction;
import io.mevstream.num.UInt256;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedTransactionTest {
    private static final Address CALLEE = Address.of("0x7a250d5630b4cf539739df2c5dacb4c659f2488d");
    private static final Hash SLOT = new Hash(1, 2, 3, 4);

    @Test
    void readsWhatTheEncodingWritesOfEveryType() {
        for (int type = 0; type <= TransactionEncoding.LAST_TYPE; type++) {
            Transaction written = transaction(type);
            SignedTransaction read =
                    SignedTransaction.read(TransactionEncoding.encode(written).array());
            assertThat(read.type()).isEqualTo(type);
            assertThat(read.hash()).isEqualTo(TransactionEncoding.hash(written));
            assertThat(read.nonce()).isEqualTo(9);
            assertThat(read.chainId()).isEqualTo(1);
            assertThat(read.to()).isEqualTo(CALLEE);
            assertThat(read.valueWei()).isEqualTo(UInt256.of(7));
            assertThat(read.parity()).isEqualTo(1);
            assertThat(read.selector()).isEqualTo(0x38ed1739);
            assertThat(read.inputLength()).isEqualTo(5);
        }
        assertThat(PendingKind.of(SignedTransaction.read(
                        TransactionEncoding.encode(transaction(2)).array())))
                .isEqualTo(PendingKind.SWAP);
    }

    /** The example of EIP-155. */
    @Test
    void hashesWhatWasSigned() {
        SignedTransaction read = SignedTransaction.read(
                Hex.decode("0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080"
                        + "25a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
                        + "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"));
        assertThat(read.signingHash())
                .hasToString("0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
        assertThat(PendingKind.of(read)).isEqualTo(PendingKind.TRANSFER);
    }

    @Test
    void refusesWhatIsNotTheOneEncoding() {
        byte[] raw = TransactionEncoding.encode(transaction(2)).array();
        byte[] longer = java.util.Arrays.copyOf(raw, raw.length + 1);
        byte[] unknown = raw.clone();
        unknown[0] = 5;
        byte[] cut = java.util.Arrays.copyOf(raw, raw.length - 1);
        for (byte[] wrong : List.of(longer, unknown, cut, new byte[0], new byte[] {2}, new byte[] {2, (byte) 0x80})) {
            assertThatThrownBy(() -> SignedTransaction.read(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        // A nonce of 9 as 0x8109: one byte with a length.
        byte[] plain = Hex.decode("0xc98080808080801b0101");
        assertThat(SignedTransaction.read(plain).chainId()).isNull();
        assertThatThrownBy(() -> SignedTransaction.read(Hex.decode("0xca8109808080801b010180")))
                .hasMessageContaining("shortest");
    }

    private static Transaction transaction(int type) {
        boolean capped = type >= 2;
        return new Transaction(
                0,
                Hash.ZERO,
                type,
                1L,
                Address.ZERO,
                CALLEE,
                9,
                21_000,
                UInt256.of(7),
                UInt256.of(30_000_000_000L),
                capped ? UInt256.of(30_000_000_000L) : null,
                capped ? UInt256.of(2) : null,
                type == 3 ? UInt256.of(1) : null,
                Bytes.of("0x38ed173900"),
                type == 0 ? List.of() : List.of(new Transaction.AccessListEntry(CALLEE, List.of(SLOT))),
                type == 3 ? List.of(SLOT) : List.of(),
                type == 4
                        ? List.of(
                                new Transaction.Authorization(UInt256.ONE, CALLEE, 3, 1, UInt256.of(5), UInt256.of(6)))
                        : List.of(),
                UInt256.of(type == 0 ? 38 : 1),
                new UInt256(1, 2, 3, 4),
                new UInt256(4, 3, 2, 1));
    }
}
