package io.mevstream.jobs.io.chainlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.SharedData;
import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.jsonrpc.BlockReader;
import io.mevstream.jobs.io.jsonrpc.BlockSink;
import io.mevstream.jobs.io.jsonrpc.InputRefusal;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty blocks of mainnet, of every fork and with every kind of part missing, through the log and back. */
class MainnetBlocksTest {

    @TempDir
    Path directory;

    @Test
    void comeBackFromTheLogAsTheyWereRead() throws IOException {
        List<ChainRecord> records = new ArrayList<>();
        Path data = SharedData.require("mainnet-blocks");
        new BlockReader(new BlockSink() {
                    @Override
                    public void block(ReadBlock read) {
                        long position = records.size();
                        records.add(new ChainRecord(
                                1, position, ChainRecord.Kind.APPLY, position, read.proof(), read.block()));
                    }

                    @Override
                    public void refused(InputRefusal refusal) {
                        throw new AssertionError(refusal);
                    }
                })
                .read(List.of(data));
        assertThat(records).hasSize(30);

        try (ChainLogWriter writer = ChainLogWriter.create(directory, 1, "mainnet-blocks")) {
            for (ChainRecord chainRecord : records) writer.append(chainRecord);
        }

        assertThat(ChainLogTests.readAll(directory)).isEqualTo(records);
    }
}
