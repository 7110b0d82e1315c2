package io.mevstream.devchain.market;

import io.mevstream.devchain.market.Deployment.Token;
import java.util.List;

/**
 * A token as lending markets list it; hundredths of a percent.
 *
 * @param ltvBps how much of its value can be borrowed
 * @param thresholdBps at which part of its value a debt can be liquidated
 * @param bonusBps what a liquidator gets for a debt, 10500 for 5 % more
 */
record Reserve(String symbol, int ltvBps, int thresholdBps, int bonusBps) {

    static final List<Reserve> ALL = List.of(
            new Reserve("WETH", 8000, 8250, 10500),
            new Reserve("USDC", 7700, 8000, 10450),
            new Reserve("USDT", 7500, 7800, 10450),
            new Reserve("WBTC", 7000, 7500, 11000),
            new Reserve("DAI", 7500, 8000, 10400),
            new Reserve("LINK", 6800, 7300, 10700));

    Token token(Site site) {
        return site.token(symbol);
    }
}
