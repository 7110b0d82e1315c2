package io.mevstream.jobs.io.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.SharedData;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.integrity.Verdict;
import io.mevstream.sequence.RunPlan;
import io.mevstream.sequence.RunPlanner;
import java.util.Collections;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Real blocks, and one that must not get in. */
class MainnetBlocksTest {

    /** Those whose header is there, so that their receipts root was recomputed by whoever recorded them. */
    private static final Set<Long> WITH_ROOTS = Set.of(
            4662649L, 7000000L, 14764013L, 15537393L, 15547621L, 15600000L, 17000000L, 17034869L, 18000000L, 18951424L,
            19463337L, 19807080L);

    @Test
    void provesEachBlockAsFarAsItsRecordingGoes() {
        ReadAll all = ReadAll.of(SharedData.require("mainnet-blocks"));

        assertThat(all.refusals).isEmpty();
        assertThat(all.blocks).hasSize(30).allSatisfy(read -> assertThat(read.proof())
                .isEqualTo(
                        WITH_ROOTS.contains(read.block().number())
                                ? Proof.ROOTS
                                : read.block().number() == 18299999L ? Proof.BLOOM : Proof.UNPROVEN));
        assertThat(all.blocks.stream()
                        .mapToInt(read -> read.block().logs().size())
                        .sum())
                .isEqualTo(6718);
        assertThat(all.lastProgress).isEqualTo(100);
    }

    @Test
    void refusesLogIndexesThatRestartWithinEachTransaction() {
        ReadAll all = ReadAll.of(SharedData.require("mainnet-blocks-malformed"));

        assertThat(all.blocks).isEmpty();
        assertThat(all.refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.contradiction()).isEqualTo(Verdict.Reason.LOG_INDEX_RESTART);
            assertThat(refusal.block().number()).isEqualTo(18270775);
            assertThat(refusal.message()).contains("18270775.json.gz:1").contains("LOG_INDEX_RESTART");
            assertThat(refusal.entries().get(0).bytes()).startsWith('{');
        });
    }

    @Test
    void headersLinkTheBlocksToRunsWhateverTheOrder() {
        ReadAll all = ReadAll.of(SharedData.require("mainnet-blocks"));
        Collections.shuffle(all.blocks, new Random(1));
        RunPlanner<ReadBlock> planner = new RunPlanner<>(ReadBlock::block);
        for (ReadBlock read : all.blocks) {
            planner.add(read.block().ref(), read.block().parentHash(), read.proof(), read);
        }
        RunPlan<ReadBlock> plan = planner.plan();

        assertThat(plan.runs().stream()
                        .filter(run -> run.blocks().size() > 1)
                        .map(run -> run.first().number() + "-" + run.last().number()))
                .containsExactly("17999999-18000000", "18299998-18299999");
        assertThat(plan.blockCount()).isEqualTo(30);
        assertThat(plan.runs()).hasSize(28);
    }
}
