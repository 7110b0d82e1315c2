package io.mevstream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import io.mevstream.detect.BlockActions.Scope;
import io.mevstream.detect.BlockActions.Sight;
import io.mevstream.fact.BlockFacts;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.num.UInt256;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.LoggedEvent;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.PoolRegistry;
import io.mevstream.pool.PoolTracker;
import io.mevstream.pool.SwapProver;
import io.mevstream.synthetic.SyntheticChain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a block is seen by, whichever of logs and call traces its source had. */
class BlockInspectorTest {

    private static final SyntheticChain CHAIN = new SyntheticChain(3, 4, 0, 1);
    private static final KnownFactories FACTORIES = KnownFactories.ofChain(1);

    private final BlockInspector inspector = new BlockInspector(1, FACTORIES);
    private final PoolTracker tracker = new PoolTracker(FACTORIES, PoolRegistry.EMPTY);
    private final Map<PoolId, PoolTracker.State> pools = new HashMap<>();
    private final Block logged = secondBlock();

    @Test
    void aBlockWithItsLogsIsSeenByThem() {
        BlockInspection found = inspect(logged);

        assertThat(found.block().sight()).isEqualTo(Sight.LOGS);
        assertThat(found.detections()).hasSize(1);
        assertThat(found.trades()).isEmpty();
    }

    @Test
    void tracesOfOneTransactionDoNotTakeTheLogsOfTheOthersAway() {
        BlockInspection found = inspect(with(logged, Block.LogCoverage.ALL, List.of(call(1))));

        assertThat(found.block().scope()).isEqualTo(Scope.WHOLE_BLOCK);
        assertThat(found.detections()).hasSize(1);
        assertThat(found.classes()).hasSizeGreaterThan(1);
    }

    @Test
    void withoutLogsTheTracesOfOneTransactionAreAPartOfTheBlock() {
        BlockInspection found = inspect(with(logged, Block.LogCoverage.NONE, List.of(call(1))));

        assertThat(found.block().sight()).isEqualTo(Sight.TRACES);
        assertThat(found.block().scope()).isEqualTo(Scope.SOME_TRANSACTIONS);
        assertThat(found.block().transactions()).isEqualTo(1);
        assertThat(found.detections()).isEmpty();
    }

    @Test
    void tracesOfAllTransactionsShowWhatLogsCannot() {
        BlockInspection found = inspect(with(logged, Block.LogCoverage.ALL, List.of(call(0), call(1), call(2))));

        assertThat(found.block().scope()).isEqualTo(Scope.WHOLE_BLOCK);
        assertThat(found.block().sight().showsEther()).isTrue();
        assertThat(found.block().transfers()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void theOrderInWhichPoolsComeSaysNothing() {
        List<EventFact> events = events(logged);
        List<PoolInBlock> touched = touched(logged, events);
        List<PoolInBlock> reversed = new ArrayList<>(touched);
        Collections.reverse(reversed);

        assertThat(touched).hasSizeGreaterThan(1);
        assertThat(inspector.inspect(chainRecord(logged), events, reversed))
                .isEqualTo(inspector.inspect(chainRecord(logged), events, touched));
    }

    private BlockInspection inspect(Block block) {
        List<EventFact> events = events(block);
        return inspector.inspect(chainRecord(block), events, touched(block, events));
    }

    private Block secondBlock() {
        SyntheticChain.Node first = CHAIN.first(100);
        touched(first.block(), events(first.block()))
                .forEach(pool -> assertThat(pool.before()).isNull());
        return CHAIN.next(first, 0).block();
    }

    private static ChainRecord chainRecord(Block block) {
        return new ChainRecord(1, 1, ChainRecord.Kind.APPLY, 0, ChainRecord.Proof.BLOOM, block);
    }

    private static List<EventFact> events(Block block) {
        LogDecoder decoder = LogDecoder.standard();
        List<LogOutcome> outcomes = new ArrayList<>();
        for (RawLog log : block.logs()) {
            outcomes.add(decoder.decode(log));
        }
        return BlockFacts.of(chainRecord(block), outcomes).events();
    }

    private List<PoolInBlock> touched(Block block, List<EventFact> events) {
        List<LoggedEvent> all = events.stream()
                .map(fact -> new LoggedEvent(fact.log(), fact.protocol(), fact.event()))
                .toList();
        List<PoolInBlock> touched = new ArrayList<>();
        for (PoolFrame frame : PoolFrame.of(Origin.of(chainRecord(block)), 0, all, new SwapProver(FACTORIES))) {
            PoolTracker.Step step = tracker.take(pools.get(frame.pool()), frame);
            pools.put(frame.pool(), step.after());
            touched.add(step.inBlock());
        }
        return touched;
    }

    private static Block with(Block block, Block.LogCoverage coverage, @Nullable List<CallFrame> traces) {
        List<RawLog> logs = coverage == Block.LogCoverage.ALL ? block.logs() : List.of();
        return new Block(block.ref(), block.header(), null, null, logs, null, coverage, traces, null);
    }

    /** Sends one wei. */
    private static CallFrame call(int transaction) {
        return new CallFrame(
                transaction,
                new Hash(9, 9, 9, transaction),
                List.of(),
                CallFrame.Type.CALL,
                new Address(1, 1, transaction),
                new Address(2, 2, 2),
                UInt256.of(1),
                Bytes.EMPTY,
                Bytes.EMPTY,
                null,
                null,
                0,
                CallFrame.Outcome.KEPT);
    }
}
