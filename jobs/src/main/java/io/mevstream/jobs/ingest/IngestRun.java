package io.mevstream.jobs.ingest;

import io.mevstream.chain.BlockRef;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.jobs.io.chainlog.ChainLogAppender;
import io.mevstream.jobs.io.chainlog.LiveChainWriter;
import io.mevstream.jobs.io.jsonrpc.NodeJson.Head;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import io.mevstream.jobs.io.node.NodeClock;
import io.mevstream.jobs.io.node.NodeListener;
import io.mevstream.jobs.io.node.Nodes;
import io.mevstream.sequence.ChainStart;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a chain's nodes and writes its log.
 *
 * <pre>
 * endpoints --> heads --> which to go for --> fetch and prove --+--> sequence --> append
 *    +--> pending transactions, each once ----------------------+
 * </pre>
 *
 * <p>One thread decides and appends, so that the order of the log is the order of its decisions; fetching is done
 * meanwhile. All that it remembers can be had again from the log and the nodes, so it may be killed at any point: the next one
 * takes the log over, fences it, and goes on from the log's end.
 */
public final class IngestRun implements NodeListener {

    private static final long BUDGET_BYTES = 256L << 20;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final IngestConfig config;
    private final ChainLogAppender log;
    private final NodeClock clock;
    private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final PendingLane lane = new PendingLane();
    private final IngestTally tally;
    private final Nodes nodes;
    private final HeadTracker heads;
    private KnownChain chain = new KnownChain();
    private @Nullable LiveChainWriter writer;
    private @Nullable ChainPath path;
    private boolean fetching;
    private long notBeforeNanos;
    private volatile boolean stopAsked;

    /** @param log is closed when the run ends */
    public IngestRun(IngestConfig config, ChainLogAppender log, NodeClock clock, IngestWatcher watcher) {
        this.config = config;
        this.log = log;
        this.clock = clock;
        this.tally = new IngestTally(clock, watcher);
        this.nodes = Nodes.watch(config.endpoints(), config.nodes(), clock, this);
        this.heads = new HeadTracker(nodes::isHealthy);
        this.notBeforeNanos = clock.nanos();
    }

    /** Runs until its end, or until it is asked to stop. */
    public void run() throws IOException, InterruptedException {
        try (log;
                nodes) {
            ChainRecord first = log.first();
            if (first != null) {
                begin(first.block().number());
            } else if (config.fromBlock() != null) {
                begin(config.fromBlock());
            }
            while (!stopAsked && !isAtEnd()) {
                step();
            }
        }
    }

    /** Makes {@link #run} return soon, with everything acknowledged that was appended. */
    public void stop() {
        stopAsked = true;
    }

    /** How it is doing; for any thread. */
    public IngestStatus status() {
        return tally.status(nodes);
    }

    private void begin(long firstNumber) throws IOException {
        LiveChainWriter opened = LiveChainWriter.over(log, ChainStart.at(firstNumber), BUDGET_BYTES, tally.outputs());
        writer = opened;
        path = new ChainPath(nodes, firstNumber);
        chain = KnownChain.of(opened.tail().records());
        lane.remember(opened.tail().pending());
        tally.begins(chain, opened.nextPosition());
    }

    private void step() throws IOException, InterruptedException {
        long wait = lane.dueInNanos(clock.nanos());
        Runnable event = events.poll(wait < 0 ? IDLE_NANOS : Math.min(wait, IDLE_NANOS), TimeUnit.NANOSECONDS);
        while (event != null) {
            event.run();
            event = events.poll();
        }
        follow();
        LiveChainWriter open = writer;
        List<SeenTransaction> batch = open == null ? List.of() : lane.due(clock.nanos());
        if (open != null && !batch.isEmpty()) {
            open.takePending(batch);
        }
        tally.noteDuplicates(lane.duplicates());
    }

    /** Goes for the head that there is to go for. */
    private void follow() throws IOException {
        long now = clock.nanos();
        String late = heads.changeLeader(now);
        if (late != null) {
            nodes.blameForLateHead(late);
        }
        tally.follows(heads.leader());
        HeadTracker.Target target = heads.target(chain, now);
        if (target == null || fetching || now - notBeforeNanos < 0) {
            return;
        }
        if (writer == null) {
            begin(target.head().ref().number());
        }
        ChainPath way = path;
        if (way == null) {
            return;
        }
        tally.nodesHead(target.head().ref());
        fetching = true;
        way.to(target.head(), target.shownBy(), chain.copy())
                .whenComplete((blocks, failed) -> events.add(() -> fetched(target.head(), blocks, failed)));
    }

    private void fetched(Head head, @Nullable List<ReadBlock> blocks, @Nullable Throwable failed) {
        fetching = false;
        if (blocks == null || failed != null) {
            // Ordinary: a node that lags, a block that a reorg took back. What to go for is decided anew.
            tally.fetchFailed();
            notBeforeNanos = clock.nanos() + RETRY_NANOS;
            return;
        }
        advance(head, blocks);
    }

    private void advance(Head head, List<ReadBlock> read) {
        LiveChainWriter open = writer;
        if (open == null || read.isEmpty() && !chain.contains(head.ref().hash())) {
            return;
        }
        BlockRef to =
                read.isEmpty() ? head.ref() : read.get(read.size() - 1).block().ref();
        Map<Hash, Sighting> seen = new HashMap<>();
        for (ReadBlock each : read) {
            HeadTracker.First first = heads.first(each.block().hash());
            seen.put(each.block().hash(), first == null ? sighting(each) : first.seen());
            tally.shownAt(each.block().hash(), first);
        }
        try {
            open.advance(to, read.stream().map(ReadBlock::block).toList(), seen);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException("the log could not be written: " + broken.getMessage(), broken);
        }
        tally.appended(open.nextPosition()).forEach(chain::add);
        if (open.isQuarantined()) {
            stopAsked = true;
        }
    }

    /** A block that nobody showed as a head was first seen when it was fetched. */
    private Sighting sighting(ReadBlock read) {
        return new Sighting(clock.wallMillis(), read.sources().get(0).replaceAll(":\\d+$", ""));
    }

    private boolean isAtEnd() {
        BlockRef head = chain.head();
        Long last = config.until().block();
        if (head == null) {
            return false;
        }
        boolean high = last != null && head.number() >= last;
        return high
                || config.until().atHead()
                        && !fetching
                        && heads.leader() != null
                        && heads.target(chain, clock.nanos()) == null;
    }

    @Override
    public void head(Head head, Sighting seen) {
        long now = clock.nanos();
        events.add(() -> heads.showed(head, seen, now));
    }

    @Override
    public void pending(SeenTransaction transaction) {
        long now = clock.nanos();
        events.add(() -> lane.offer(transaction, now));
    }

    @Override
    public void lost(String endpoint) {
        // Wakes the loop, which asks who is healthy.
        events.add(() -> {});
    }
}
