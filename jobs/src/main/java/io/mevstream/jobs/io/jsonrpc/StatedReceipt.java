package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Bytes;
import io.mevstream.chain.Receipt;
import org.jspecify.annotations.Nullable;

/** A receipt as pieces state it: with the bloom it states and the number of its logs. */
record StatedReceipt(Receipt receipt, @Nullable Bytes bloom, int logs) {

    /** Both in one, with what either leaves out; null where they contradict each other. */
    static @Nullable StatedReceipt joined(StatedReceipt a, StatedReceipt b) {
        Receipt x = a.receipt();
        Receipt y = b.receipt();
        boolean same = a.logs() == b.logs()
                && agree(a.bloom(), b.bloom())
                && agree(x.effectiveGasPriceWei(), y.effectiveGasPriceWei())
                && agree(x.contractAddress(), y.contractAddress());
        Receipt full = new Receipt(
                x.transactionIndex(),
                x.transactionHash(),
                x.type(),
                x.status(),
                x.stateRoot(),
                x.cumulativeGasUsed(),
                x.gasUsed(),
                x.effectiveGasPriceWei() == null ? y.effectiveGasPriceWei() : x.effectiveGasPriceWei(),
                x.from(),
                x.to(),
                x.contractAddress() == null ? y.contractAddress() : x.contractAddress());
        Receipt fullOfOther = new Receipt(
                y.transactionIndex(),
                y.transactionHash(),
                y.type(),
                y.status(),
                y.stateRoot(),
                y.cumulativeGasUsed(),
                y.gasUsed(),
                full.effectiveGasPriceWei(),
                y.from(),
                y.to(),
                full.contractAddress());
        return same && full.equals(fullOfOther)
                ? new StatedReceipt(full, a.bloom() == null ? b.bloom() : a.bloom(), a.logs())
                : null;
    }

    private static boolean agree(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null || a.equals(b);
    }
}
