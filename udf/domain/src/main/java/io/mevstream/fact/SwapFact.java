package io.mevstream.fact;

import io.mevstream.event.Swap;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.Rederivation;
import io.mevstream.pool.SwapEvidence;

/**
 * A swap, with what is known of its pool, whether tokens really moved, and whether our maths arrives at its amounts.
 *
 * @param protocol the decoding protocol's name
 * @param pool what was known of the pool after this swap
 */
public record SwapFact(
        Origin origin,
        LogRef log,
        String protocol,
        Swap swap,
        SwapEvidence evidence,
        PoolKnowledge pool,
        Rederivation rederivation) {}
