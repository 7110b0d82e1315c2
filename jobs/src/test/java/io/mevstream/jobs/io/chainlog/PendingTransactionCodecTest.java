package io.mevstream.jobs.io.chainlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.PendingTransaction;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import org.junit.jupiter.api.Test;

class PendingTransactionCodecTest {
    private static final Bytes RAW = new Bytes(new byte[] {2, -8, 1});

    private final PendingTransactionCodec codec = new PendingTransactionCodec();
    private final SeenTransaction whole = new SeenTransaction(
            Keccak.hash(RAW.array()),
            Address.of("0x00000000000000000000000000000000000000ff"),
            RAW,
            new Sighting(1_767_225_600_123L, "ws-1"));

    @Test
    void readsBackWhatItWroteWithAndWithoutTheBody() {
        SeenTransaction bare = new SeenTransaction(whole.hash(), null, null, null);
        for (SeenTransaction transaction : new SeenTransaction[] {whole, bare}) {
            PendingTransaction pending = new PendingTransaction(1, 7, transaction);
            assertThat(codec.decode(codec.encode(pending))).isEqualTo(new Decoding.Read<>(pending));
        }
    }

    @Test
    void refusesABodyThatIsNotTheHashs() {
        SeenTransaction other = new SeenTransaction(whole.hash(), null, new Bytes(new byte[] {2, -8, 2}), whole.seen());
        assertThatThrownBy(() -> codec.encode(new PendingTransaction(1, 7, other)))
                .isInstanceOf(ImpossibleValueException.class)
                .hasMessageContaining("expected bytes that hash to " + whole.hash());
    }

    @Test
    void isNoChainRecordAndSaysWhatItIs() {
        byte[] bytes = codec.encode(new PendingTransaction(1, 7, whole));
        assertThat(new LogFrame(7, bytes).isPending()).isTrue();
        assertThat(new ChainRecordCodec().decode(bytes))
                .isEqualTo(new Decoding.Refused<ChainRecord>(
                        Decoding.Reason.UNKNOWN_KIND, "expected kind 1, found kind 4"));
        byte[] block = new ChainRecordCodec().encode(new RandomRecords(2).next(0, 1));
        assertThat(new LogFrame(0, block).isPending()).isFalse();
        assertThat(codec.decode(block))
                .isEqualTo(new Decoding.Refused<PendingTransaction>(
                        Decoding.Reason.UNKNOWN_KIND, "expected kind 4, found kind 1"));
    }
}
