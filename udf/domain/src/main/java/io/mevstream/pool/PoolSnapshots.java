package io.mevstream.pool;

import io.mevstream.chain.PoolId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What pools were before a log's first block, for a log that does not begin with their creation: written by who followed them
 * up to there, in the form of states, of the log's first run.
 */
public final class PoolSnapshots implements Serializable {

    /** A log before which nothing is known. */
    public static final PoolSnapshots NONE = new PoolSnapshots(new byte[0]);

    private static final long serialVersionUID = 1;

    private final byte[] bytes;

    private PoolSnapshots(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The snapshots of states that lead up to a log; what could be undone is left out.
     *
     * @param runStart of the log's first block, whose run goes on from them
     */
    public static PoolSnapshots of(Map<PoolId, PoolTracker.State> states, long runStart) {
        try {
            ByteArrayOutputStream buffer = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(buffer);
            for (PoolTracker.State state : new TreeMap<>(states).values()) {
                StateCodec.write(new PoolTracker.State(runStart, state.now(), List.of()), out);
            }
            return new PoolSnapshots(buffer.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("expected a buffer in memory to take every write", e);
        }
    }

    /** The snapshots of bytes that {@link #bytes} gave; {@link IllegalArgumentException} for others. */
    public static PoolSnapshots parse(byte[] bytes) {
        PoolSnapshots snapshots = new PoolSnapshots(bytes.clone());
        snapshots.states();
        return snapshots;
    }

    /** To be kept with the log. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Each pool's state before the log's first block. */
    public Map<PoolId, PoolTracker.State> states() {
        Map<PoolId, PoolTracker.State> states = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                PoolTracker.State state = StateCodec.read(in);
                states.put(state.now().knowledge().pool(), state);
            }
        } catch (IOException damaged) {
            throw new IllegalArgumentException("expected snapshots of pools, found: " + damaged.getMessage(), damaged);
        }
        return states;
    }
}
