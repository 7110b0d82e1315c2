package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.chain.BlockHeader;
import io.mevstream.fact.BlockFact;
import io.mevstream.fact.Origin;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of {@code blocks}. */
public final class BlockRows extends RowMapper<BlockFact> {

    public BlockRows() {
        super("blocks");
    }

    @Override
    Origin origin(BlockFact fact) {
        return fact.origin();
    }

    @Override
    String key(BlockFact fact) {
        return "";
    }

    @Override
    void describe(RowShape<BlockFact> columns) {
        columns.maybeHex("parent_hash", header(BlockHeader::parentHash))
                .constant("proof", BlockFact::proof)
                .maybeHex("miner", header(BlockHeader::miner))
                .maybeUint64("gas_limit", header(BlockHeader::gasLimit))
                .maybeUint64("gas_used", header(BlockHeader::gasUsed))
                .maybeUint256("base_fee_per_gas_wei", header(BlockHeader::baseFeePerGasWei))
                .maybeUint64("blob_gas_used", header(BlockHeader::blobGasUsed))
                .maybeUint64("excess_blob_gas", header(BlockHeader::excessBlobGas))
                .maybeHex("state_root", header(BlockHeader::stateRoot))
                .maybeHex("transactions_root", header(BlockHeader::transactionsRoot))
                .maybeHex("receipts_root", header(BlockHeader::receiptsRoot))
                .maybeUint32("transactions", BlockFact::transactions)
                .maybeUint32("logs", BlockFact::logs);
    }

    private static <V> Function<BlockFact, @Nullable V> header(Function<BlockHeader, ? extends @Nullable V> value) {
        return fact -> {
            BlockHeader header = fact.header();
            return header == null ? null : value.apply(header);
        };
    }
}
