package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps everything a reader gives. */
final class ReadAll implements BlockSink {

    final List<ReadBlock> blocks = new ArrayList<>();
    final List<InputRefusal> refusals = new ArrayList<>();
    final List<String> duplicates = new ArrayList<>();
    long lastProgress;

    static ReadAll of(Path... inputs) {
        ReadAll all = new ReadAll();
        new BlockReader(all).read(List.of(inputs));
        return all;
    }

    static ReadAll ofText(String text) {
        ReadAll all = new ReadAll();
        BlockReader reader = new BlockReader(all);
        reader.readBytes("text", text.getBytes(StandardCharsets.UTF_8));
        reader.finish();
        return all;
    }

    @Override
    public void block(ReadBlock block) {
        blocks.add(block);
    }

    @Override
    public @Nullable Block passedOn(Hash hash) {
        return blocks.stream()
                .map(ReadBlock::block)
                .filter(block -> block.hash().equals(hash))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void duplicate(BlockRef block, String source) {
        duplicates.add(source);
    }

    @Override
    public void refused(InputRefusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public void progress(int filesDone, int filesTotal, long bytesDone, long bytesTotal) {
        lastProgress = bytesTotal == 0 ? 100 : bytesDone * 100 / bytesTotal;
    }
}
