package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.fact.Origin;
import io.mevstream.jobs.io.clickhouse.RowWriter;

/**
 * Which row: the first 16 bytes of the Keccak-256 of table, chain, block hash and the key within the block. The position
 * is left out, so that every load gives a row the same id.
 */
record RowId(long high, long low) {

    static RowId of(String tableName, Origin origin, String key) {
        Hash hash = Keccak.hash(
                tableName + '|' + origin.chainId() + '|' + origin.block().hash() + '|' + key);
        return new RowId(hash.w3(), hash.w2());
    }

    void write(RowWriter writer) {
        writer.uint128(high, low);
    }
}
