package io.mevstream.devchain.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.devchain.state.ContractState.Figure;
import java.util.ArrayList;
import java.util.List;

/** What the comparisons of one family came to. */
final class FamilyTally {

    private static final int KEPT = 5;

    long states;
    long incomplete;
    private long figures;
    private long differences;
    private final List<String> first = new ArrayList<>();
    private final List<Figure> asked = new ArrayList<>();

    /** Puts a figure of the pool on the list of what is asked next. */
    void ask(String pool, Figure figure) {
        asked.add(new Figure(pool + ", " + figure.name(), figure.view(), figure.word(), figure.ours()));
    }

    /** Asks what is on the list. */
    void settle(ContractState contracts) {
        figures += asked.size();
        for (String difference : contracts.differences(asked)) {
            differences++;
            if (first.size() < KEPT) {
                first.add(difference);
            }
        }
        asked.clear();
    }

    void report(ObjectNode family) {
        family.put("states", states);
        family.put("incomplete", incomplete);
        family.put("figures", figures);
        family.put("differences", differences);
        first.forEach(family.putArray("first")::add);
    }
}
