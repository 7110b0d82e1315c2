package io.mevstream.devchain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Address;
import io.mevstream.devchain.ledger.LedgerEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final Address KEY = Address.of("0x" + "ab".repeat(20));

    @TempDir
    Path folder;

    @Test
    void readsBackWhatWasWritten() {
        Path file = write();

        Ledger.Contents contents = Ledger.read(file);

        assertThat(contents.complete()).isTrue();
        assertThat(contents.entries()).extracting(LedgerEntry::number).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(contents.entries())
                .extracting(LedgerEntry::nanos)
                .containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L);
        assertThat(contents.of(Kind.RECEIVED).get(0).bytes()).containsExactly(0, 1, -1, 127, -128);
        LedgerEntry request = contents.of(Kind.REQUEST).get(1);
        assertThat(request.arrival()).isEqualTo(1);
        assertThat(request.signer()).isEqualTo(KEY.toString());
        assertThat(request.method()).isEqualTo("eth_sendBundle");
        LedgerEntry answered = contents.of(Kind.ANSWERED).get(0);
        assertThat(answered.status()).isEqualTo(429);
        assertThat(answered.fault()).isEqualTo("TOO_MANY");
    }

    @Test
    void showsEveryChangeOfALine() throws IOException {
        Path file = write();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size() - 1; i++) {
            List<String> gone = new ArrayList<>(lines);
            gone.remove(i);
            refused(gone);
            List<String> twice = new ArrayList<>(lines);
            twice.add(i, lines.get(i));
            refused(twice);
            List<String> moved = new ArrayList<>(lines);
            moved.set(i, lines.get(i + 1));
            moved.set(i + 1, lines.get(i));
            refused(moved);
            for (int at = 0; at < lines.get(i).length(); at++) {
                List<String> changed = new ArrayList<>(lines);
                char other = lines.get(i).charAt(at) == '7' ? '8' : '7';
                changed.set(
                        i, lines.get(i).substring(0, at) + other + lines.get(i).substring(at + 1));
                refused(changed);
            }
        }
    }

    @Test
    void showsThatItsEndIsMissing() throws IOException {
        Path file = write();
        List<String> lines = Files.readAllLines(file);
        Path cut = folder.resolve("cut.log");
        Files.write(cut, lines.subList(0, lines.size() - 1));

        assertThat(Ledger.read(cut).complete()).isFalse();
    }

    @Test
    void isReadWhileItIsWritten() {
        Path file = folder.resolve("open.log");
        try (Ledger ledger = Ledger.open(file)) {
            ledger.received("one", 1, new byte[] {1});
            assertThat(Ledger.read(file).entries()).hasSize(1);
            assertThat(Ledger.read(file).complete()).isFalse();
        }
        assertThat(Ledger.read(file).complete()).isTrue();
    }

    private void refused(List<String> lines) throws IOException {
        Path changed = folder.resolve("changed.log");
        Files.write(changed, lines);
        assertThatThrownBy(() -> Ledger.read(changed)).isInstanceOf(IllegalStateException.class);
    }

    private Path write() {
        Path file = folder.resolve("ledger.log");
        AtomicLong clock = new AtomicLong();
        try (Ledger ledger = Ledger.open(file, () -> clock.getAndAdd(10))) {
            ledger.connection(Kind.OPENED, "one", 3, "from somewhere");
            ledger.received("one", 3, new byte[] {0, 1, -1, 127, -128});
            ledger.request("one", 3, new byte[0], null, null);
            ledger.request("one", 3, new byte[] {'{'}, "eth_sendBundle", KEY);
            ledger.carriedOut("one", 3, 1, "{}");
            ledger.answered("one", 3, 1, new byte[] {1}, 429, "TOO_MANY");
        }
        return file;
    }
}
