package io.mevstream.detect.revert;

import io.mevstream.chain.Address;
import io.mevstream.detect.Action;
import io.mevstream.detect.Ether;
import io.mevstream.detect.Trades;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a route of trades that passes one amount on from trade to trade, within one part in a hundred, back to its token. */
final class ClosedRoutes {

    private static final UInt256 PARTS = UInt256.of(100);

    /** Routes of transactions with more trades are not searched: the number of paths would be anyone's to choose. */
    private static final int MOST_TRADES = 16;

    private final List<Action.Trade> trades;
    private final Ether ether;

    ClosedRoutes(List<Action.Trade> trades, Ether ether) {
        this.trades = trades;
        this.ether = ether;
    }

    /** The first route by the order of its trades; empty where there is none. */
    List<Action.Trade> first() {
        if (trades.size() > MOST_TRADES) {
            return List.of();
        }
        for (int start = 0; start < trades.size(); start++) {
            List<Action.Trade> route = new ArrayList<>(List.of(trades.get(start)));
            if (closes(route)) {
                return route;
            }
        }
        return List.of();
    }

    private boolean closes(List<Action.Trade> route) {
        Action.Trade last = route.get(route.size() - 1);
        Address at = token(last.tokenOut());
        if (route.size() > 1 && at != null && at.equals(token(route.get(0).tokenIn()))) {
            return true;
        }
        for (Action.Trade next : trades) {
            if (!route.contains(next) && at != null && at.equals(token(next.tokenIn())) && isPassedOn(last, next)) {
                route.add(next);
                if (closes(route)) {
                    return true;
                }
                route.remove(route.size() - 1);
            }
        }
        return false;
    }

    private static boolean isPassedOn(Action.Trade from, Action.Trade to) {
        UInt256 got = from.amountOutRaw();
        UInt256 given = to.amountInRaw();
        UInt256 gap = got.compareTo(given) > 0 ? got.sub(given) : given.sub(got);
        return gap.mul(PARTS).compareTo(got.max(given)) <= 0;
    }

    private @Nullable Address token(@Nullable Address token) {
        return Trades.unified(token, ether);
    }
}
