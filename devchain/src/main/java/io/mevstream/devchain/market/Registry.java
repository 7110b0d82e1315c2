package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.event.PoolFamily;
import java.util.ArrayList;
import java.util.List;

/** The deployed pools as the registry file that a replay reads: those that are contracts of their own with two tokens. */
public final class Registry {

    private static final String HEADER = "pool,family,token0,token1,fee_pips,tick_spacing,name";

    private Registry() {}

    /** The file's lines, its header first. */
    public static List<String> lines(Deployment deployment) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (Deployment.Pool pool : deployment.pools()) {
            if (pool.family() == PoolFamily.UNISWAP_V2 || pool.family() == PoolFamily.UNISWAP_V3) {
                Address token0 = pool.tokens().get(0);
                Address token1 = pool.tokens().get(1);
                String spacing =
                        pool.tickSpacing() == null ? "" : pool.tickSpacing().toString();
                lines.add(String.join(
                        ",",
                        pool.address().toString(),
                        pool.family().name(),
                        token0.toString(),
                        token1.toString(),
                        "" + pool.feePips(),
                        spacing,
                        pool.fork()));
            }
        }
        return lines;
    }
}
