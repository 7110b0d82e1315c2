package io.mevstream.jobs.load;

import io.mevstream.chain.ChainRecord;
import io.mevstream.jobs.io.chainlog.BlockRange;
import io.mevstream.jobs.io.chainlog.ChainRecordCodec;
import io.mevstream.jobs.io.chainlog.Decoding;
import io.mevstream.jobs.io.chainlog.LogFrame;
import org.apache.flink.api.common.functions.FilterFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets the records of a range of heights pass, applies and undos alike: what is left of a log is the log of those heights, with
 * its positions. Pending transactions pass too, and what cannot be read, for the steps behind to judge.
 */
final class SelectBlocks implements FilterFunction<LogFrame> {

    private static final long serialVersionUID = 1;

    private final BlockRange range;
    private transient @Nullable ChainRecordCodec codec;

    SelectBlocks(BlockRange range) {
        this.range = range;
    }

    @Override
    public boolean filter(LogFrame frame) {
        ChainRecordCodec reader = codec;
        if (reader == null) {
            reader = new ChainRecordCodec();
            codec = reader;
        }
        return !(reader.decode(frame.payload()) instanceof Decoding.Read<ChainRecord> read)
                || range.holds(read.value().block().number());
    }
}
