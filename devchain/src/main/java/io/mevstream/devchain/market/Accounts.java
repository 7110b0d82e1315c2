package io.mevstream.devchain.market;

import java.util.ArrayList;
import java.util.List;

/** The accounts that create contracts or hold positions; each has ether from the start. */
final class Accounts {

    private static final List<String> CREATORS = List.of(
            "uniswap-v2",
            "sushiswap-v2",
            "pancakeswap-v2",
            "uniswap-v3",
            "uniswap-v4",
            "aave-v3.0",
            AaveV36.NAME,
            AaveV2.NAME,
            Venus.NAME,
            "balancer-v2",
            "morpho-blue");

    private Accounts() {}

    static List<String> names() {
        List<String> names = new ArrayList<>(CREATORS);
        names.addAll(Borrowers.names("aave-v3.0"));
        names.addAll(Borrowers.names(AaveV36.NAME));
        names.addAll(Borrowers.names(AaveV2.NAME));
        names.addAll(Morpho.borrowers());
        names.addAll(Venus.borrowers());
        return names;
    }
}
