package io.mevstream.search.route;

import io.mevstream.num.UInt256;
import org.jspecify.annotations.Nullable;

/**
 * The steps of what a route gives: integers round down at each hop, so that many inputs give the same, and only the least of them is worth paying. The
 * steps are as wide as a unit is worth where the route's amounts are smallest. From an input it goes to the step's edge by the exact
 * outputs, and on to neighbouring steps as long as they gain more.
 */
final class Staircase {

    /** How many steps in a row may gain less before the search ends. */
    private static final int PATIENCE = 3;

    /** The same where amounts are so small that a unit of any hop moves the gain up and down. */
    private static final int SMALL_PATIENCE = 24;

    private static final UInt256 SMALL = UInt256.of(4096);

    private static final int MOST_STEPS = 64;
    private static final int MOST_DECREMENTS = 4;
    private static final UInt256 MOST = UInt256.MAX.shiftRight(2);

    private final PoolPath path;
    private final Price price;
    private UInt256 @Nullable [] best;
    private int patience = PATIENCE;

    Staircase(PoolPath path, Price price) {
        this.path = path;
        this.price = price;
    }

    /** The amounts of the step that gains most about an input; null where none gains. */
    UInt256 @Nullable [] around(UInt256 input) {
        UInt256[] amounts = amountsNear(input);
        if (amounts == null) {
            return null;
        }
        offer(amounts);
        int coarsest = coarsest(amounts);
        patience = amounts[coarsest].compareTo(SMALL) < 0 ? SMALL_PATIENCE : PATIENCE;
        if (coarsest > 0) {
            UInt256 middle = amounts[coarsest];
            climb(middle, coarsest, true);
            climb(middle, coarsest, false);
        } else {
            walk(amounts[0]);
        }
        return best != null && price.gain(best[0], best[best.length - 1]).signum() > 0 ? best : null;
    }

    /** The amounts at an input, or at the nearest below it by halves that no hop refuses. */
    private UInt256 @Nullable [] amountsNear(UInt256 input) {
        UInt256 at = input;
        while (!at.isZero()) {
            UInt256[] amounts = path.amounts(at);
            if (amounts != null) {
                return amounts;
            }
            at = at.compareTo(UInt256.of(1024)) > 0 ? at.sub(at.shiftRight(10)) : at.sub(UInt256.ONE);
            if (input.compareTo(at.shiftLeftWrapping(1)) > 0) {
                return null;
            }
        }
        return null;
    }

    private static int coarsest(UInt256[] amounts) {
        int coarsest = 0;
        for (int i = 1; i < amounts.length; i++) {
            if (amounts[i].compareTo(amounts[coarsest]) < 0) {
                coarsest = i;
            }
        }
        return coarsest;
    }

    /** Tries the steps from one amount upward, the amount itself included, or downward from the next below. */
    private void climb(UInt256 from, int coarsest, boolean up) {
        UInt256 amount = from;
        int worse = 0;
        for (int step = 0; step < MOST_STEPS && worse < patience; step++) {
            if (!up || step > 0) {
                amount = up ? amount.add(UInt256.ONE) : amount.subWrapping(UInt256.ONE);
            }
            if (amount.isZero()) {
                return;
            }
            UInt256[] amounts = least(amount, coarsest);
            worse = amounts != null && offer(amounts) ? 0 : worse + 1;
        }
    }

    /** The amounts of the least input that gives as much before a hop. */
    private UInt256 @Nullable [] least(UInt256 wanted, int before) {
        UInt256 input = path.ask(wanted, before);
        if (input == null || input.isZero() || input.compareTo(MOST) > 0) {
            return null;
        }
        for (int i = 0; i < MOST_DECREMENTS && input.compareTo(UInt256.ONE) > 0; i++) {
            UInt256 less = input.sub(UInt256.ONE);
            UInt256 given = path.give(less, 0, before);
            if (given == null || given.compareTo(wanted) < 0) {
                break;
            }
            input = less;
        }
        return path.amounts(input);
    }

    /** Tries the inputs about one, which is the coarsest amount itself. */
    private void walk(UInt256 from) {
        for (int direction = -1; direction <= 1; direction += 2) {
            UInt256 input = from;
            int worse = 0;
            for (int step = 0; step < MOST_STEPS && worse < patience; step++) {
                input = direction > 0 ? input.add(UInt256.ONE) : input.subWrapping(UInt256.ONE);
                if (input.isZero()) {
                    break;
                }
                UInt256[] amounts = path.amounts(input);
                worse = amounts != null && offer(amounts) ? 0 : worse + 1;
            }
        }
    }

    private boolean offer(UInt256[] amounts) {
        int last = amounts.length - 1;
        if (best != null && !price.isBetter(amounts[0], amounts[last], best[0], best[last])) {
            return false;
        }
        best = amounts;
        return true;
    }
}
