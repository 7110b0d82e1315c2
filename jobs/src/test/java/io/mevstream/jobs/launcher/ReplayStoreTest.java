package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayStoreTest {
    @TempDir
    Path folder;

    @Test
    void leavesAFolderAloneThatIsNotAStore() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> ReplayStore.openToWrite(folder))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("left alone");
        assertThat(folder).isDirectoryContaining("glob:**/thesis.txt");
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void keepsTheReplayBeforeUntilThereIsAnotherLog() throws IOException {
        try (ReplayStore store = ReplayStore.openToWrite(folder)) {
            Files.createDirectories(store.log());
            store.finish("{}");
        }
        try (ReplayStore store = ReplayStore.openToWrite(folder)) {
            assertThat(ReplayStore.exists(folder)).isTrue();
            assertThat(store.isUnfinished()).isFalse();
            Files.createDirectories(store.incomingLog());
            Files.writeString(store.incomingLog().resolve("segment"), "next");
            store.replaceBy(store.incomingLog());
            assertThat(store.log().resolve("segment")).hasContent("next");
            assertThat(store.isUnfinished()).isTrue();
        }
    }

    @Test
    void isWrittenByOneOrReadByMany() throws IOException {
        try (ReplayStore store = ReplayStore.openToWrite(folder)) {
            Files.createDirectories(store.log());
            assertThatThrownBy(() -> ReplayStore.openToRead(folder)).hasMessageContaining("writes it");
            assertThatThrownBy(() -> ReplayStore.openToWrite(folder)).hasMessageContaining("uses it");
        }
        ReplayStore.openToRead(folder).close();
    }

    @Test
    void saysHowToMakeOneWhereThereIsNone() {
        assertThatThrownBy(() -> ReplayStore.openToRead(folder)).hasMessageContaining("./mevstream replay PATH");
    }
}
