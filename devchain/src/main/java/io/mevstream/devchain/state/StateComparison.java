package io.mevstream.devchain.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.amm.Completeness;
import io.mevstream.amm.QuotablePool;
import io.mevstream.chain.PoolId;
import io.mevstream.devchain.DevChain;
import io.mevstream.devchain.actor.Strengths;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.node.Anvil;
import io.mevstream.devchain.oracle.CallBatch;
import io.mevstream.devchain.run.MarketRun;
import io.mevstream.devchain.run.ReorgPlan;
import io.mevstream.devchain.state.ChainFollower.Moved;
import io.mevstream.devchain.state.ContractState.Figure;
import io.mevstream.pool.KnownFactories;
import io.mevstream.pool.PoolBook;
import io.mevstream.pool.PoolRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A market in motion, blocks undone among it, followed by its events from the first block on; after every block, and after
 * every undo, what events say of each pool is held against the contract. A process of its own: {@code StateComparison FOLDER
 * SEED BLOCKS FAULT} writes {@code state.json} into the folder. The fault loses the events of every fifth block.
 */
public final class StateComparison {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 64;
    /** How often pools are asked in full that nothing touched. */
    private static final int ALL_EVERY = 50;

    private final DevChain chain;
    private final PoolBook book = new PoolBook(KnownFactories.ofChain(31337), PoolRegistry.EMPTY);
    private final ContractState contracts;
    private final ChainFollower follower;
    private final TreeMap<String, FamilyTally> tallies = new TreeMap<>();
    private final long firstBlock;

    private StateComparison(DevChain chain, CallBatch batch, boolean fault) {
        this.chain = chain;
        this.contracts = new ContractState(batch);
        this.firstBlock = chain.deployment().blockNumber();
        this.follower = new ChainFollower(
                chain.anvil().rpc(),
                book,
                event -> !fault || event.blockNumber() <= firstBlock || event.blockNumber() % 5 != 0);
    }

    /** Runs it; any failure ends the process with the stack trace. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int blocks = Integer.parseInt(arguments[2]);
        boolean fault = Boolean.parseBoolean(arguments[3]);
        NpmPackages packages = NpmPackages.locate();
        Anvil.Settings settings = Anvil.Settings.STANDARD.withHistory(2 * DEEPEST);
        try (DevChain chain = DevChain.start(packages, settings, seed, folder, step -> {})) {
            CallBatch batch = CallBatch.over(chain.anvil().rpc(), packages);
            StateComparison comparison = new StateComparison(chain, batch, fault);
            comparison.run(packages, seed, blocks);
            Files.writeString(folder.resolve("state.json"), comparison.report().toPrettyString());
        }
    }

    private void run(NpmPackages packages, long seed, int blocks) {
        Strengths strengths = Strengths.parse("providers=4,jit=3");
        MarketRun.Settings settings = new MarketRun.Settings(seed, strengths, ReorgPlan.NONE, null, false);
        SplittableRandom random = new SplittableRandom(seed);
        try (MarketRun market = MarketRun.begin(chain, packages, settings)) {
            follower.follow();
            new StatedPools(CallBatch.over(chain.anvil().rpc(), packages)).state(chain.deployment(), book);
            compare(null);
            int deepestDue = blocks / 2;
            for (int made = 1; made <= blocks; made++) {
                market.step();
                compare(made % ALL_EVERY == 0 ? null : follower.follow());
                boolean due = made >= deepestDue && market.length() >= DEEPEST && deepestDue > 0;
                int depth = due ? DEEPEST : random.nextInt(12) == 0 ? random.nextInt(1, 7) : 0;
                if (depth > 0 && depth <= market.length()) {
                    deepestDue = due ? 0 : deepestDue;
                    market.reorg(depth);
                    compare(follower.follow());
                }
            }
            compare(null);
        }
    }

    /** Every pool's price, reserves and balances, and the positions of those in which they moved; of all where null. */
    private void compare(@Nullable Moved moved) {
        if (moved == null) {
            follower.follow();
        }
        for (Deployment.Pool pool : chain.deployment().pools()) {
            PoolId id = pool.id() == null ? PoolId.of(pool.address()) : new PoolId(pool.address(), pool.id());
            QuotablePool ours = book.pool(id);
            boolean positions = moved == null || moved.repositioned().contains(id);
            FamilyTally tally = tallies.computeIfAbsent(pool.family().name(), family -> new FamilyTally());
            tally.states++;
            Completeness known = ours == null ? Completeness.UNKNOWN : ours.completeness();
            tally.incomplete += known == Completeness.COMPLETE ? 0 : 1;
            for (Figure figure : ContractState.figures(pool, ours, positions)) {
                tally.ask(pool.name(), figure);
            }
        }
        tallies.values().forEach(tally -> tally.settle(contracts));
    }

    private ObjectNode report() {
        ObjectNode report = JSON.createObjectNode();
        report.put("undone", follower.undone());
        ObjectNode families = report.putObject("families");
        tallies.forEach((family, tally) -> tally.report(families.putObject(family.toLowerCase(Locale.ROOT))));
        return report;
    }
}
