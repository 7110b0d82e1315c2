package io.mevstream.pool;

import io.mevstream.amm.Completeness;
import io.mevstream.chain.Address;
import io.mevstream.chain.PoolId;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolKnowledge.Proof;
import io.mevstream.pool.PoolTracker.Snapshot;
import io.mevstream.pool.TickMap.Tick;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a snapshot, whole or as its difference from a later one. Enum constants are written by number, in the
 * order these lists pin: add at the end, never move.
 */
final class SnapshotCodec {

    private static final List<PoolFamily> FAMILIES = List.of(
            PoolFamily.UNISWAP_V2,
            PoolFamily.SOLIDLY,
            PoolFamily.UNISWAP_V3,
            PoolFamily.PANCAKE_V3,
            PoolFamily.UNISWAP_V4,
            PoolFamily.CURVE_STABLE,
            PoolFamily.CURVE_CRYPTO,
            PoolFamily.BALANCER_V1,
            PoolFamily.BALANCER_V2);
    private static final List<Proof> PROOFS =
            List.of(Proof.FACTORY, Proof.DERIVED, Proof.REGISTRY, Proof.TRANSFERS, Proof.NONE, Proof.CONTRADICTED);
    private static final List<Completeness> COMPLETENESS =
            List.of(Completeness.COMPLETE, Completeness.PARTIAL, Completeness.UNKNOWN);

    private static final int SAME_KNOWLEDGE = 1;
    private static final int SAME_STATE = 2;
    private static final int TICKS_BY_DIFFERENCE = 4;

    private SnapshotCodec() {}

    static void write(Snapshot snapshot, DataOutput out) throws IOException {
        write(snapshot.knowledge(), out);
        write(snapshot.state(), out);
        writeTicks(snapshot.ticks(), out);
    }

    static Snapshot read(DataInput in) throws IOException {
        return new Snapshot(readKnowledge(in), readState(in), readTicks(in));
    }

    static void writeBefore(Snapshot before, Snapshot after, DataOutput out) throws IOException {
        boolean sameKnowledge = before.knowledge().equals(after.knowledge());
        boolean sameState = before.state().equals(after.state());
        TickMap ticks = before.ticks();
        TickMap later = after.ticks();
        boolean byDifference = ticks != null && later != null;
        out.writeByte((sameKnowledge ? SAME_KNOWLEDGE : 0)
                | (sameState ? SAME_STATE : 0)
                | (byDifference ? TICKS_BY_DIFFERENCE : 0));
        if (!sameKnowledge) {
            write(before.knowledge(), out);
        }
        if (!sameState) {
            write(before.state(), out);
        }
        if (ticks != null && later != null) {
            writeTicks(new TickMap(ticks.differencesFrom(later)), out);
        } else {
            writeTicks(ticks, out);
        }
    }

    static Snapshot readBefore(Snapshot after, DataInput in) throws IOException {
        int flags = in.readUnsignedByte();
        PoolKnowledge knowledge = (flags & SAME_KNOWLEDGE) != 0 ? after.knowledge() : readKnowledge(in);
        PoolState state = (flags & SAME_STATE) != 0 ? after.state() : readState(in);
        TickMap ticks = readTicks(in);
        TickMap later = after.ticks();
        if ((flags & TICKS_BY_DIFFERENCE) != 0) {
            if (ticks == null || later == null) {
                throw new IOException("expected ticks to differ from, found none");
            }
            ticks = later.with(ticks.ticks());
        }
        return new Snapshot(knowledge, state, ticks);
    }

    private static void write(PoolKnowledge knowledge, DataOutput out) throws IOException {
        BinaryForm.write(knowledge.pool().manager(), out);
        BinaryForm.write(knowledge.pool().id(), out);
        out.writeByte(FAMILIES.indexOf(knowledge.family()));
        out.writeByte(knowledge.tokens().size());
        for (Address token : knowledge.tokens()) {
            BinaryForm.writeNullable(token, out);
        }
        BinaryForm.write(knowledge.feePips(), out);
        BinaryForm.write(knowledge.tickSpacing(), out);
        BinaryForm.writeNullable(knowledge.factory(), out);
        BinaryForm.write(knowledge.name(), out);
        out.writeByte(PROOFS.indexOf(knowledge.proof()));
    }

    private static PoolKnowledge readKnowledge(DataInput in) throws IOException {
        PoolId pool = new PoolId(BinaryForm.readAddress(in), BinaryForm.readHash(in));
        PoolFamily family = BinaryForm.at(FAMILIES, in.readByte());
        int count = in.readUnsignedByte();
        List<@Nullable Address> tokens = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(BinaryForm.readNullableAddress(in));
        }
        return new PoolKnowledge(
                pool,
                family,
                Collections.unmodifiableList(tokens),
                BinaryForm.readInteger(in),
                BinaryForm.readInteger(in),
                BinaryForm.readNullableAddress(in),
                BinaryForm.readString(in),
                BinaryForm.at(PROOFS, in.readByte()));
    }

    private static void write(PoolState state, DataOutput out) throws IOException {
        out.writeByte(COMPLETENESS.indexOf(state.completeness()));
        BinaryForm.write(state.reserve0Raw(), out);
        BinaryForm.write(state.reserve1Raw(), out);
        BinaryForm.write(state.sqrtPriceX96(), out);
        BinaryForm.write(state.liquidity(), out);
        BinaryForm.write(state.tick(), out);
    }

    private static PoolState readState(DataInput in) throws IOException {
        return new PoolState(
                BinaryForm.at(COMPLETENESS, in.readByte()),
                BinaryForm.readUint(in),
                BinaryForm.readUint(in),
                BinaryForm.readUint(in),
                BinaryForm.readUint(in),
                BinaryForm.readInteger(in));
    }

    /** How many and each; -1 for null. */
    private static void writeTicks(@Nullable TickMap ticks, DataOutput out) throws IOException {
        out.writeInt(ticks == null ? -1 : ticks.ticks().size());
        if (ticks != null) {
            for (Tick tick : ticks.ticks()) {
                out.writeInt(tick.tick());
                BinaryForm.write(tick.liquidityGross(), out);
                BinaryForm.write(tick.liquidityNet(), out);
            }
        }
    }

    private static @Nullable TickMap readTicks(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            return null;
        }
        List<Tick> ticks = new ArrayList<>(Math.min(count, 1 << 16));
        for (int i = 0; i < count; i++) {
            int tick = in.readInt();
            UInt256 gross = BinaryForm.readUint(in);
            Int256 net = BinaryForm.readInt(in);
            if (gross == null) {
                throw new IOException("expected a tick's liquidity, found none");
            }
            ticks.add(new Tick(tick, gross, net));
        }
        return new TickMap(List.copyOf(ticks));
    }
}
