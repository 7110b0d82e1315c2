package io.mevstream.detect.synthetic;

import io.mevstream.chain.Address;
import io.mevstream.detect.Detection.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of a synthetic block says was done.
 *
 * @param own the searcher's transactions, in order
 * @param victims their transactions, in order
 * @param grossRaw the searcher's gain by token, zero amounts absent
 * @param losses what each victim would have got more, by transaction; null where the kind has none
 */
record Truth(
        Kind kind,
        List<Integer> own,
        List<Integer> victims,
        Map<Address, BigInteger> grossRaw,
        @Nullable Map<Integer, BigInteger> losses) {

    /** Kind and transactions, by which a finding is recognised. */
    String name() {
        return kind + " " + own + " around " + victims;
    }
}
