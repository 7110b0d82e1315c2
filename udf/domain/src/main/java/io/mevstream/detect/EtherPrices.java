package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.num.Int256;
import org.jspecify.annotations.Nullable;

/** What amounts of tokens are worth in ether, where a price is proven. */
@FunctionalInterface
public interface EtherPrices {

    /** Prices nothing but ether itself. */
    EtherPrices NONE = (token, amountRaw) -> null;

    /**
     * The worth of an amount of a token that is not ether, rounded down; null where its price is not proven.
     *
     * @param amountRaw negative for something owed or given
     */
    @Nullable
    Int256 worthWei(Address token, Int256 amountRaw);
}
