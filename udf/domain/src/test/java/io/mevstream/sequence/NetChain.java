package io.mevstream.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Folds emissions into the chain they leave, and fails where they do not fit onto it. */
final class NetChain {

    final List<Block> blocks = new ArrayList<>();
    final List<Emission> all = new ArrayList<>();
    final Map<String, Integer> counts = new HashMap<>();
    int deepest;

    void take(List<Emission> emissions) {
        int undone = 0;
        for (Emission emission : emissions) {
            counts.merge(emission.getClass().getSimpleName(), 1, Integer::sum);
            if (emission instanceof Emission.Apply apply) {
                boolean first = blocks.isEmpty();
                assertThat(apply.startsRun()).isEqualTo(first);
                if (!first) {
                    assertThat(apply.block().parentHash()).isEqualTo(last().hash());
                }
                blocks.add(apply.block());
            } else if (emission instanceof Emission.Undo undo) {
                assertThat(undo.block()).isEqualTo(last());
                blocks.remove(blocks.size() - 1);
                deepest = Math.max(deepest, ++undone);
            }
        }
        all.addAll(emissions);
    }

    Block last() {
        return blocks.get(blocks.size() - 1);
    }

    int count(Class<? extends Emission> kind) {
        return counts.getOrDefault(kind.getSimpleName(), 0);
    }
}
