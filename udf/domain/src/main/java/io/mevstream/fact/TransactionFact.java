package io.mevstream.fact;

import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of a block: its body, its receipt, or both, as the source had them.
 *
 * @param transaction null where the source had receipts only; never null together with {@code receipt}
 * @param receipt null where the source had no receipts
 * @param logs the number of its logs; null where the source had no logs
 */
public record TransactionFact(
        Origin origin, @Nullable Transaction transaction, @Nullable Receipt receipt, @Nullable Integer logs) {}
