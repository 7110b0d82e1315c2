package io.mevstream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.detect.TransactionClass.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockClassesTest {

    private static final long ETHER = 1_000_000_000;

    private static List<TransactionClass> classes(Story story) {
        BlockActions block = story.told();
        return BlockClasses.of(block, new Inspector().inspect(block, EtherPrices.NONE));
    }

    /** One of everything, in one block. */
    private static Story block() {
        return new Story()
                .asTraced()
                .pair("pool", ETHER, ETHER)
                .sends("attacker", "attack contract")
                .buys("attack contract", "pool", "dai", "weth", 100_000_000)
                .sends("ann", "router")
                .buys("ann", "pool", "dai", "weth", 50_000_000)
                .sends("attacker", "attack contract")
                .sells("attack contract", "pool", "dai", 90_661_089, "weth")
                .sends("searcher", "bot")
                .swaps("bot", "pool a", "weth", 10 * ETHER, "usdc", 20_000)
                .swaps("bot", "pool b", "usdc", 20_000, "weth", 11 * ETHER)
                .sends("liquidator", "market")
                .liquidates("liquidator", "borrower", "usdc", 20_000, "weth", 11)
                .sends("provider", "positions")
                .adds("positions", "range", -60, 60, 1_000_000)
                .sends("bob", "router")
                .swaps("bob", "range", "usdc", 1_000, "weth", 990)
                .sends("provider", "positions")
                .removes("positions", "range", -60, 60, 1_000_000, 3, 0)
                .sends("cyd", "router")
                .swaps("cyd", "pool c", "usdc", 1_000, "dai", 990)
                .sends("dan", "positions")
                .adds("positions", "range", -120, 60, 5_000)
                .sends("eve", "usdc")
                .pays("usdc", "eve", "friend", 5)
                .sends("searcher", "bot")
                .reverting()
                .swaps("bot", "pool a", "weth", 10_000, "usdc", 20_000)
                .swaps("bot", "pool b", "usdc", 20_000, "weth", 9_900)
                .reverts()
                .sends("liquidator", "market")
                .reverting()
                .liquidates("liquidator", "borrower", "usdc", 20_000, "weth", 11)
                .reverts()
                .sends("fay", "router")
                .reverting()
                .swaps("fay", "pool c", "usdc", 1_000, "dai", 990)
                .reverts()
                .sends("watcher", "bot")
                .asks("bot", "pool a")
                .asks("bot", "pool b")
                .sends("gus", "router")
                .asks("router", "pool a")
                .asks("router", "pool a")
                .reverts()
                .sends("hal", "nothing");
    }

    @Test
    void everyTransactionIsOfOneClassFirst() {
        assertThat(classes(block()))
                .extracting(TransactionClass::main)
                .containsExactly(
                        Kind.SANDWICH_FRONT,
                        Kind.SANDWICH_VICTIM,
                        Kind.SANDWICH_BACK,
                        Kind.ARBITRAGE,
                        Kind.LIQUIDATION,
                        Kind.JIT_ADD,
                        Kind.JIT_VICTIM,
                        Kind.JIT_REMOVE,
                        Kind.TRADE,
                        Kind.LIQUIDITY,
                        Kind.TRANSFER,
                        Kind.ATTEMPTED_ARBITRAGE,
                        Kind.ATTEMPTED_LIQUIDATION,
                        Kind.REVERTED_TRADE,
                        Kind.CHECKED,
                        Kind.FAILED,
                        Kind.OTHER);
    }

    @Test
    void whatATransactionIsBesidesStandsBehindWithItsFindings() {
        List<TransactionClass> classes = classes(block());
        assertThat(classes.get(1).all()).containsExactly(Kind.SANDWICH_VICTIM, Kind.TRADE);
        assertThat(classes.get(1).detections()).hasSize(1);
        assertThat(classes.get(0).detections()).isEqualTo(classes.get(2).detections());
        assertThat(classes.get(8).detections()).isEmpty();
        assertThat(classes.get(8).transactionIndex()).isEqualTo(8);
    }

    /** Of two searchers who meet in one transaction the one who earns by it names it. */
    @Test
    void aVictimWhoEarnsByTheSameTransactionIsASearcherFirst() {
        Story story = new Story()
                .pair("pool", ETHER, ETHER)
                .sends("attacker", "attack contract")
                .buys("attack contract", "pool", "dai", "weth", 100_000_000)
                .sends("searcher", "bot")
                .buys("bot", "pool", "dai", "weth", 50_000_000)
                .swaps("bot", "elsewhere", "dai", 39_423_007, "weth", 60_000_000)
                .sends("attacker", "attack contract")
                .sells("attack contract", "pool", "dai", 90_661_089, "weth");
        assertThat(classes(story).get(1).all()).containsExactly(Kind.ARBITRAGE, Kind.SANDWICH_VICTIM, Kind.TRADE);
    }
}
