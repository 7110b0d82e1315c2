/**
 * What happened in a block that was not ordinary trading: arbitrages, sandwiches, JIT liquidity, liquidations and attempts
 * that failed. Logs and call traces are first made into the same actions; the detectors see nothing else.
 */
@NullMarked
package io.mevstream.detect;

import org.jspecify.annotations.NullMarked;
