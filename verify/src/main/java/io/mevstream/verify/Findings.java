package io.mevstream.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What chunks have reported so far: figures, and violations, of which the first few are kept in words. */
final class Findings {
    static final int KEPT_VIOLATIONS = 10;

    final Map<String, Figure> figures = new LinkedHashMap<>();
    final List<String> firstViolations = new ArrayList<>();
    long violations;

    void figure(String name, Figure figure) {
        figures.merge(name, figure, Figure::plus);
    }

    void violation(String what) {
        violations++;
        if (firstViolations.size() < KEPT_VIOLATIONS) {
            firstViolations.add(what);
        }
    }

    void addAll(Findings later) {
        later.figures.forEach(this::figure);
        later.firstViolations.forEach(this::violation);
        violations += later.violations - later.firstViolations.size();
    }
}
