package io.mevstream.devchain.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.DevChain;
import io.mevstream.devchain.actor.Actor;
import io.mevstream.devchain.actor.Actors;
import io.mevstream.devchain.actor.Dice;
import io.mevstream.devchain.actor.MarketTable;
import io.mevstream.devchain.actor.Pending;
import io.mevstream.devchain.actor.Stage;
import io.mevstream.devchain.actor.Strengths;
import io.mevstream.devchain.actor.Turn;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.journal.Journal;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.oracle.CallBatch;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The market in motion, slot by slot. In each slot the actors look at the latest block and send; the slot's block is made of
 * that and of what waits; then some of the latest blocks may be undone, and the next slots build another branch.
 *
 * <p>Time is virtual and only goes on: a slot is twelve seconds, and blocks of a new branch are of later slots than those they
 * replace. The same seed and settings give the same blocks, arrivals and journal.
 */
public final class MarketRun implements AutoCloseable {

    public static final int SLOT_SECONDS = 12;

    /** Runs begin at whole hours. */
    private static final int BEGINNING_SECONDS = 3_600;

    private static final long FIRST_BASE_FEE_WEI = 1_000_000_000L;
    private static final long LEAST_BASE_FEE_WEI = 200_000_000L;
    private static final long MOST_BASE_FEE_WEI = 30_000_000_000L;
    /** What waits longer than twenty slots is given up. */
    private static final long STALE_MILLIS = 20L * SLOT_SECONDS * 1000;

    private static final long KEPT_AT_A_REORG = 800_000;
    /** How many of the latest blocks are remembered: none deeper can be undone. */
    private static final int REMEMBERED = 1_000;

    private static final Account BUILDER = Account.named("builder");

    /**
     * What a run is made by.
     *
     * @param recording where it is recorded; null for nowhere
     * @param traces whether call traces are recorded too
     */
    public record Settings(
            long seed, Strengths strengths, ReorgPlan reorgs, @Nullable Path recording, boolean traces) {}

    /** A block of the run that may still be undone. */
    private record Made(long number, List<Pending> transactions, Journal.Entry entry) {}

    private final DevChain devChain;
    private final Chain chain;
    private final Settings settings;
    private final BlockMaker maker;
    private final Mempool mempool;
    private final MarketTable table;
    private final Journal journal;
    private final @Nullable Recording recording;
    private final Deque<Made> made = new ArrayDeque<>();
    private final long firstNumber;
    private final long firstTime;
    private final Tally tally = new Tally();
    private Hash arrivals = Keccak.hash("mevstream arrivals");
    private long baseFeeWei = FIRST_BASE_FEE_WEI;
    private long length;
    private long longest;

    private MarketRun(DevChain devChain, NpmPackages packages, Settings settings) {
        this.devChain = devChain;
        this.chain = devChain.chain();
        this.settings = settings;
        chain.rpc().call("anvil_setCoinbase", BUILDER.address().toString());
        List<Actor> actors = Actors.of(settings.strengths());
        Stage stage = new Stage(chain, devChain.deployment(), packages);
        actors.forEach(actor -> actor.setUp(stage));
        stage.settle();
        chain.forgetNonces();
        firstNumber = Chain.number(chain.head().get("number"));
        // The same however many blocks it took to set the actors up.
        firstTime = (chain.time() / BEGINNING_SECONDS + 1) * BEGINNING_SECONDS;
        maker = new DirectBuilder(chain, Chain.number(chain.head().get("gasLimit")));
        mempool = new Mempool(chain);
        table = new MarketTable(CallBatch.over(chain.rpc(), packages), actors);
        Path folder = settings.recording();
        recording = folder == null
                ? null
                : Recording.in(
                        folder,
                        chain.rpc(),
                        settings.traces(),
                        settings.reorgs().deepest() > 0);
        Writer journalTo = recording == null ? Writer.nullWriter() : recording.journal();
        journal = new Journal(journalTo);
        if (recording != null) {
            recording.blocks(1, firstNumber);
        }
    }

    /** Sets the actors up on a chain whose market is deployed. */
    public static MarketRun begin(DevChain chain, NpmPackages packages, Settings settings) {
        return new MarketRun(chain, packages, settings);
    }

    /** How many blocks the run has, those undone apart. */
    public long length() {
        return length;
    }

    /** Makes a block, and undoes blocks where the plan says so. */
    public void step() {
        long slot = tally.slots++;
        Dice dice = Dice.of(settings.seed(), "market", slot, 0);
        long timestamp = firstTime + (slot + 1) * SLOT_SECONDS;
        nextBaseFee(dice);
        // Before anybody signs: what comes after a dropped transaction has its nonce.
        mempool.drop(pending -> pending.seenMillis() < timestamp * 1000 - STALE_MILLIS);
        long number = firstNumber + length + 1;
        Turn turn = new Turn(
                new Turn.Slot(
                        settings.seed(),
                        number,
                        length + 1,
                        tally.reorgs,
                        (timestamp - SLOT_SECONDS) * 1000,
                        timestamp,
                        baseFeeWei),
                devChain.deployment(),
                settings.strengths(),
                mempool);
        table.play(turn);
        List<Pending> arrived = arrive(slot, turn);
        Chain.Mined mined =
                maker.make(new BlockMaker.Slot(timestamp, baseFeeWei, arrived, mempool.chains(), turn.bundles()));
        List<Pending> transactions = mempool.mined(mined.receipts().stream()
                .map(receipt -> Hash.of(receipt.get("transactionHash").asText()))
                .toList());
        mempool.dropPrivate();
        tally.count(mined);
        made.addLast(new Made(number, transactions, journal.block(mined, tally.reorgs, transactions, turn.plays())));
        length++;
        if (made.size() > REMEMBERED) {
            made.removeFirst();
        }
        if (recording != null) {
            recording.block(mined);
        }
        boolean isLongest = length() > longest;
        longest = Math.max(longest, length());
        int depth = settings.reorgs().depth(dice, length(), isLongest);
        if (depth > 0) {
            reorg(depth);
        }
    }

    /** Undoes the latest blocks of the run, as if another branch had won. */
    public void reorg(int depth) {
        if (depth < 1 || depth > made.size()) {
            throw new IllegalArgumentException("expected a depth of 1 to " + made.size() + ", found " + depth);
        }
        maker.rollBack(depth);
        length -= depth;
        List<Pending> undone = new ArrayList<>();
        List<Journal.Entry> orphaned = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            Made last = made.removeLast();
            undone.addAll(0, last.transactions());
            orphaned.add(last.entry());
        }
        Dice dice = Dice.of(settings.seed(), "reorg", tally.slots, 0);
        List<Pending> dropped = mempool.undo(undone, pending -> !dice.chance(KEPT_AT_A_REORG));
        long to = firstNumber + length();
        journal.reorg(to, Hash.of(chain.head().get("hash").asText()), orphaned, dropped);
        if (recording != null) {
            recording.rollBack(to);
        }
        tally.undone(depth);
    }

    private List<Pending> arrive(long slot, Turn turn) {
        List<Pending> arrived = turn.arrivals();
        mempool.add(arrived);
        List<String> lines = new ArrayList<>();
        for (Pending pending : arrived) {
            String line = Recording.arrival(slot, pending);
            arrivals = Keccak.hash(arrivals + line);
            lines.add(line);
        }
        tally.arrivals += arrived.size();
        if (recording != null) {
            recording.arrivals(lines);
        }
        return arrived;
    }

    /** A walk by up to a tenth a slot, as the market alone would leave the blocks half empty. */
    private void nextBaseFee(Dice dice) {
        long next = baseFeeWei * dice.between(900, 1_105) / 1000;
        baseFeeWei = Math.max(LEAST_BASE_FEE_WEI, Math.min(MOST_BASE_FEE_WEI, next));
        chain.nextBaseFee(baseFeeWei);
    }

    /** What came of it so far. */
    public RunSummary summary() {
        return new RunSummary(
                settings.seed(),
                settings.strengths().toString(),
                length(),
                firstNumber + length(),
                chain.head().get("hash").asText(),
                tally.slots,
                tally.arrivals,
                tally.transactions,
                tally.reverted,
                tally.logs,
                tally.reorgs,
                tally.blocksUndone,
                tally.deepest,
                mempool.size(),
                journal.truths(),
                journal.checksum().toString(),
                arrivals.toString());
    }

    @Override
    public void close() {
        if (recording != null) {
            ObjectNode manifest = new ObjectMapper().valueToTree(summary());
            devChain.deployment().write(recording.folder().resolve(DevChain.DEPLOYMENT));
            recording.finish(manifest);
            recording.close();
        }
    }

    /** Who the blocks' fees go to. */
    public static Address builder() {
        return BUILDER.address();
    }
}
