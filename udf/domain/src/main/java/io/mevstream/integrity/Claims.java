package io.mevstream.integrity;

import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source states of a block beside what a {@link io.mevstream.chain.Block} keeps, and what must fit too.
 *
 * @param transactionHashes of all transactions in order, where the source lists them; else null
 * @param receiptBlooms of all receipts in order, null for one that states none; null where no receipts were there
 */
public record Claims(@Nullable List<Hash> transactionHashes, @Nullable List<@Nullable Bytes> receiptBlooms) {

    public static final Claims NONE = new Claims(null, null);
}
