package io.mevstream.bench;

import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Balances of pools and inputs to trade with them, the same in every run. */
final class PoolOperands {

    /** Three balances each. */
    final List<List<UInt256>> balances = new ArrayList<>();

    final UInt256[] in = new UInt256[Operands.COUNT];
    private final List<List<BigInteger>> big = new ArrayList<>();

    PoolOperands(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < Operands.COUNT; i++) {
            int bits = 70 + random.nextInt(19);
            List<BigInteger> three = new ArrayList<>();
            for (int token = 0; token < 3; token++) {
                int own = bits + random.nextInt(2);
                three.add(new BigInteger(own, random).setBit(own - 1));
            }
            int share = 10 + random.nextInt(9_990);
            in[i] = UInt256.of(three.get(0).divide(BigInteger.valueOf(share)));
            big.add(three);
            balances.add(three.stream().map(UInt256::of).toList());
        }
    }

    /** The first balances of one pool. */
    List<BigInteger> big(int pool, int count) {
        return big.get(pool).subList(0, count);
    }
}
