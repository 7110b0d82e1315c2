package io.mevstream.pool;

import io.mevstream.chain.BlockRef;
import io.mevstream.pool.PoolTracker.Snapshot;
import io.mevstream.pool.PoolTracker.State;
import io.mevstream.pool.PoolTracker.Touch;
import io.mevstream.pool.PoolTracker.Undo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The binary form of {@link State}, which outlives the code that wrote it: a version, then the state as it is, then each
 * state before, newest first, as its difference from the one after it. Equal states have equal bytes.
 *
 * <p>Version 1 kept neither the time of a block nor the place of its last event; it is still read.
 */
public final class StateCodec {

    static final int VERSION = 2;

    private static final int WITHOUT_TOUCHES = 1;

    private StateCodec() {}

    /** Writes the state, its version first. */
    public static void write(State state, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(state.runStart());
        SnapshotCodec.write(state.now(), out);
        out.writeByte(state.undo().size());
        Snapshot after = state.now();
        for (int i = state.undo().size() - 1; i >= 0; i--) {
            Undo undo = state.undo().get(i);
            write(undo.touch(), out);
            Snapshot before = undo.before();
            out.writeBoolean(before != null);
            if (before == null && i > 0) {
                throw new IllegalStateException("expected the oldest block alone to have nothing before it, found "
                        + undo.touch().block());
            }
            if (before != null) {
                SnapshotCodec.writeBefore(before, after, out);
                after = before;
            }
        }
    }

    /** Reads a state of any version; throws {@link IOException} for one that is not known. */
    public static State read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION && version != WITHOUT_TOUCHES) {
            throw new IOException(
                    "pool state: expected version " + WITHOUT_TOUCHES + " or " + VERSION + ", found " + version);
        }
        long runStart = in.readLong();
        Snapshot now = SnapshotCodec.read(in);
        int depth = in.readUnsignedByte();
        List<Undo> newestFirst = new ArrayList<>(depth);
        Snapshot after = now;
        for (int i = 0; i < depth; i++) {
            Touch touch = readTouch(version, in);
            Snapshot before = in.readBoolean() ? SnapshotCodec.readBefore(after, in) : null;
            newestFirst.add(new Undo(touch, before));
            after = before == null ? after : before;
        }
        Collections.reverse(newestFirst);
        return new State(runStart, now, List.copyOf(newestFirst));
    }

    private static void write(Touch touch, DataOutput out) throws IOException {
        out.writeLong(touch.block().number());
        BinaryForm.write(touch.block().hash(), out);
        Long seconds = touch.timeSeconds();
        out.writeBoolean(seconds != null);
        if (seconds != null) {
            out.writeLong(seconds);
        }
        out.writeInt(touch.lastLogIndex());
    }

    private static Touch readTouch(int version, DataInput in) throws IOException {
        BlockRef block = new BlockRef(in.readLong(), BinaryForm.readHash(in));
        if (version == WITHOUT_TOUCHES) {
            return new Touch(block, null, -1);
        }
        Long seconds = in.readBoolean() ? in.readLong() : null;
        return new Touch(block, seconds, in.readInt());
    }
}
