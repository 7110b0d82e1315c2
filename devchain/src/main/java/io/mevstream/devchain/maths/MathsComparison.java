package io.mevstream.devchain.maths;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.DevChain;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.contracts.Solidity;
import io.mevstream.devchain.market.Deployer;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Anvil;
import io.mevstream.devchain.oracle.CallBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * A chain with its market, and every family's maths compared with its contracts there. A process of its own:
 * {@code MathsComparison FOLDER SEED COMPARISONS FAULT} writes {@code maths.json} into the folder.
 */
public final class MathsComparison {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MathsComparison() {}

    /** Runs it; any failure ends the process with the stack trace. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        long comparisons = Long.parseLong(arguments[2]);
        boolean fault = Boolean.parseBoolean(arguments[3]);
        NpmPackages packages = NpmPackages.locate();
        ObjectNode report = JSON.createObjectNode();
        try (DevChain chain = DevChain.start(packages, Anvil.Settings.STANDARD, 1, folder, step -> {})) {
            compareAll(checks(chain, packages), (check, tally) -> {
                        Draw draw = new Draw(seed);
                        while (tally.done() < comparisons) {
                            check.compare(draw, tally, fault);
                        }
                    })
                    .forEach((name, tally) -> report(tally, report.putObject(name)));
        }
        Files.writeString(folder.resolve("maths.json"), report.toPrettyString());
    }

    /** Families know nothing of each other, and the node answers as many at once as there are cores. */
    private static Map<String, Tally> compareAll(List<FamilyCheck> checks, BiConsumer<FamilyCheck, Tally> comparison) {
        ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            Map<String, Tally> tallies = new LinkedHashMap<>();
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (FamilyCheck check : checks) {
                Tally tally = new Tally();
                tallies.put(check.name(), tally);
                running.add(CompletableFuture.runAsync(() -> comparison.accept(check, tally), cores));
            }
            running.forEach(CompletableFuture::join);
            return tallies;
        } finally {
            cores.shutdownNow();
        }
    }

    private static void report(Tally tally, ObjectNode family) {
        family.put("quotes", tally.quotes());
        family.put("reverts", tally.reverts());
        family.put("differences", tally.differences());
        tally.first().forEach(family.putArray("first")::add);
    }

    private static List<FamilyCheck> checks(DevChain chain, NpmPackages packages) {
        CallBatch batch = CallBatch.over(chain.anvil().rpc(), packages);
        Deployer deployer = new Deployer(chain.chain());
        Address oracle = deployer.create(
                Account.named("owner"),
                new Solidity(packages).compile(Solidity.Unit.own(packages)).get("SwapOracle"),
                "()");
        chain.chain().blockGasLimit(Deployer.BLOCK_GAS);
        deployer.settle();
        BalancerSite balancer = new BalancerSite(deployer, chain.deployment(), packages);
        Address vault = chain.deployment().contract("balancer-v2/vault");
        return List.of(
                new PairCheck(batch, chain.deployment()),
                ConcentratedCheck.uniswap(batch, oracle, chain.deployment()),
                ConcentratedCheck.pancake(batch, oracle, new PancakeSite(deployer, chain.deployment(), packages)),
                new ManagedCheck(batch, chain.deployment(), oracle),
                BalancerCheck.weighted(batch, vault, balancer),
                BalancerCheck.stable(batch, vault, balancer));
    }
}
