package io.mevstream.search.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Swaps of which each pays in what the one before paid out, each with another pool. */
public record Route(List<Hop> hops) implements Comparable<Route> {

    private static final Comparator<Hop> HOPS =
            Comparator.comparingInt(Hop::from).thenComparingInt(Hop::to).thenComparingInt(Hop::slot);

    public Route {
        hops = List.copyOf(hops);
        for (int i = 1; i < hops.size(); i++) {
            if (hops.get(i).from() != hops.get(i - 1).to()) {
                throw new IllegalArgumentException("expected each hop to begin where the last ended, found " + hops);
            }
        }
    }

    /** Whether it ends with the token it begins with. */
    public boolean isCycle() {
        return start() == hops.get(hops.size() - 1).to();
    }

    /** The token it begins with. */
    public int start() {
        return hops.get(0).from();
    }

    /** The tokens it pays in, hop by hop. */
    public List<Integer> tokens() {
        return hops.stream().map(Hop::from).toList();
    }

    /** The same cycle, begun by another of its hops. */
    public Route startingWith(int hop) {
        List<Hop> turned = new ArrayList<>(hops);
        Collections.rotate(turned, -hop);
        return new Route(turned);
    }

    /** By length, then hop by hop by tokens and slot. */
    @Override
    public int compareTo(Route other) {
        int c = Integer.compare(hops.size(), other.hops.size());
        for (int i = 0; c == 0 && i < hops.size(); i++) {
            c = HOPS.compare(hops.get(i), other.hops.get(i));
        }
        return c;
    }
}
