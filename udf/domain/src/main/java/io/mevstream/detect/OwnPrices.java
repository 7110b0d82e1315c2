package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a finding's own trades paid for tokens. Good for the remainders that trades leave behind and for nothing else: a
 * price that a searcher moved is no price.
 */
public final class OwnPrices {

    private static final int MAX_PRODUCT_BITS = 254;

    private final List<? extends Action.Trade> trades;
    private final Ether ether;

    public OwnPrices(List<? extends Action.Trade> trades, Ether ether) {
        this.trades = trades;
        this.ether = ether;
    }

    /** The worth of an amount in another token by the first trade between the two; null where there is none. */
    public @Nullable Int256 worth(Address token, Int256 amountRaw, Address in) {
        for (Action.Trade trade : trades) {
            Address given = Trades.unified(trade.tokenIn(), ether);
            Address got = Trades.unified(trade.tokenOut(), ether);
            if (token.equals(given) && in.equals(got)) {
                return scaled(amountRaw, trade.amountOutRaw(), trade.amountInRaw());
            }
            if (token.equals(got) && in.equals(given)) {
                return scaled(amountRaw, trade.amountInRaw(), trade.amountOutRaw());
            }
        }
        return null;
    }

    private static @Nullable Int256 scaled(Int256 amount, UInt256 by, UInt256 per) {
        if (amount.abs().bitLength() + by.bitLength() > MAX_PRODUCT_BITS || per.isZero()) {
            return null;
        }
        Int256 worth = Int256.ofExact(amount.abs().mul(by).div(per));
        return amount.signum() < 0 ? worth.negate().sub(Int256.of(1)) : worth;
    }
}
