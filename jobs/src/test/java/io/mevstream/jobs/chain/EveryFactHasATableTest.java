package io.mevstream.jobs.chain;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.EventSamples;
import io.mevstream.decode.EventSpec;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.FlashLoan;
import io.mevstream.event.Liquidation;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.OracleAnswer;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.PoolInitialized;
import io.mevstream.event.ProtocolEvent;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenTransfer;
import io.mevstream.fact.BlockFacts;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.fact.SwapFact;
import io.mevstream.jobs.io.clickhouse.rows.DetectionPartRows;
import io.mevstream.jobs.io.clickhouse.rows.RowMapper;
import io.mevstream.jobs.io.clickhouse.rows.TableMappers;
import io.mevstream.pool.PoolFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is stated about a block is stored: every sort of fact has a table, every meaning of a log exactly one output. */
class EveryFactHasATableTest {

    private static final Map<Class<?>, String> NO_TABLE = Map.of(
            BlockFacts.class, "holds the facts of one block; each of them has a table",
            PoolFrame.class, "carries a pool's events to track-pools, whose facts have tables",
            PoolInBlock.class, "carries pools to the inspection of their block, whose findings have tables");

    private static final Map<Class<? extends ChainEvent>, String> OUTPUT = Map.ofEntries(
            Map.entry(Swap.class, "swaps"),
            Map.entry(LiquidityChange.class, "liquidity"),
            Map.entry(TokenTransfer.class, "transfers"),
            Map.entry(OracleAnswer.class, "oracle answers"),
            Map.entry(Liquidation.class, "liquidations"),
            Map.entry(FlashLoan.class, "protocol events"),
            Map.entry(ProtocolEvent.class, "protocol events"),
            // What they make of a pool is in pools and pool states besides.
            Map.entry(PoolCreated.class, "protocol events"),
            Map.entry(PoolInitialized.class, "protocol events"),
            Map.entry(PoolFeeChanged.class, "protocol events"),
            Map.entry(ReservesSet.class, "protocol events"));

    private static final JavaClasses OURS = new ClassFileImporter().importPackages("io.mevstream");

    @Test
    void everyFactIsMappedToATableOrExcused() {
        Set<String> mapped = new TreeSet<>();
        for (RowMapper<?> mapper : TableMappers.all()) {
            mapped.addAll(factsOf(OURS.get(mapper.getClass())));
        }
        Set<String> excused =
                NO_TABLE.keySet().stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(mapped).doesNotContainAnyElementsOf(excused);
        mapped.addAll(excused);
        assertThat(mapped).isEqualTo(facts());
    }

    @Test
    void everyMeaningOfALogGoesToOneOutput() throws Exception {
        LogDecoder decoder = LogDecoder.standard();
        List<RawLog> logs = everyEvent(decoder);
        Map<Integer, Class<?>> meanings = new TreeMap<>();
        for (RawLog log : logs) {
            if (decoder.decode(log) instanceof LogOutcome.Decoded decoded) {
                meanings.put(log.logIndex(), decoded.event().getClass());
            }
        }
        Block block = new Block(new BlockRef(100, Keccak.hash("a block")), null, null, null, logs, null);

        Map<Integer, List<String>> outputs = outputsByLog(ChainRuns.run(ChainRuns.applied(List.of(block)), 2));

        assertThat(outputs.keySet()).isEqualTo(meanings.keySet());
        assertThat(outputs.values()).allSatisfy(all -> assertThat(all).hasSize(1));
        Map<Class<?>, Set<String>> byMeaning = meanings.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        mapping(each -> outputs.get(each.getKey()).get(0), toSet())));
        Map<Class<?>, Set<String>> expected = new HashMap<>();
        OUTPUT.forEach((meaning, output) -> expected.put(meaning, Set.of(output)));
        assertThat(byMeaning).isEqualTo(expected);
    }

    @Test
    void noMeaningIsMissingAbove() {
        assertThat(OURS.stream()
                        .filter(type -> type.isAssignableTo(ChainEvent.class) && !type.isInterface())
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(
                        OUTPUT.keySet().stream().map(Class::getName).toList());
    }

    /** A record that says which record of the chain log it follows from states something about a block. */
    private static Set<String> facts() {
        return OURS.stream()
                .filter(type -> type.isTopLevelClass() && type.getPackageName().startsWith("io.mevstream"))
                .filter(type -> !type.getPackageName().startsWith("io.mevstream.jobs"))
                .filter(type -> type.isRecord()
                        && type.getFields().stream()
                                .anyMatch(field -> field.getRawType().isEquivalentTo(Origin.class)
                                        || field.getRawType().isEquivalentTo(io.mevstream.fact.BlockFact.class)))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The fact a mapper turns into rows; for the mappers of a finding's parts, the finding. */
    private static Set<String> factsOf(JavaClass mapper) {
        if (mapper.isAssignableTo(DetectionPartRows.class)) {
            return Set.of("io.mevstream.detect.DetectionFact");
        }
        JavaType above = mapper.getSuperclass().orElseThrow();
        while (!above.toErasure().isEquivalentTo(RowMapper.class)) {
            above = above.toErasure().getSuperclass().orElseThrow();
        }
        return ((JavaParameterizedType) above)
                .getActualTypeArguments().stream()
                        .map(type -> type.toErasure().getName())
                        .collect(toSet());
    }

    /** One log of each event that is read, each from a contract of its own. */
    private static List<RawLog> everyEvent(LogDecoder decoder) {
        EventSamples samples = new EventSamples(3);
        List<RawLog> logs = new ArrayList<>();
        for (EventSpec spec : decoder.specs()) {
            if (spec.isRead()) {
                RawLog log = samples.next(spec);
                int index = logs.size();
                logs.add(new RawLog(
                        index,
                        0,
                        Keccak.hash("a transaction"),
                        Address.of(String.format("0x%040x", 0xc0de_0000L + index)),
                        log.topics(),
                        log.data()));
            }
        }
        return logs;
    }

    private static Map<Integer, List<String>> outputsByLog(ChainRuns.Facts facts) {
        Map<Integer, List<String>> outputs = new TreeMap<>();
        facts.byOutput().forEach((output, all) -> {
            for (Object fact : all) {
                Integer log = fact instanceof EventFact event
                        ? Integer.valueOf(event.log().logIndex())
                        : fact instanceof SwapFact swap
                                ? Integer.valueOf(swap.log().logIndex())
                                : fact instanceof LiquidityFact liquidity
                                        ? Integer.valueOf(liquidity.log().logIndex())
                                        : null;
                if (log != null) {
                    outputs.computeIfAbsent(log, none -> new ArrayList<>()).add(output);
                }
            }
        });
        return outputs;
    }
}
