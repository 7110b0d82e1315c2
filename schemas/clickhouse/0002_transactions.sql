CREATE TABLE IF NOT EXISTS transactions
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    transaction_index UInt32 COMMENT 'place of the transaction in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_hash String COMMENT '0x and 64 digits' CODEC(ZSTD(1)),
    type UInt8 COMMENT 'EIP-2718 type: 0 legacy, 1 access list, 2 dynamic fee, 3 blob, 4 set code' CODEC(ZSTD(1)),
    from_address String COMMENT 'sender as the node states it' CODEC(ZSTD(1)),
    to_address Nullable(String) COMMENT 'callee; null where the transaction creates a contract' CODEC(ZSTD(1)),
    nonce Nullable(UInt64) COMMENT 'count of the sender; null where the source had receipts only' CODEC(ZSTD(1)),
    value_wei Nullable(UInt256) COMMENT 'wei; null where the source had receipts only' CODEC(ZSTD(1)),
    gas_limit Nullable(UInt64) COMMENT 'gas units; null where the source had receipts only' CODEC(ZSTD(1)),
    gas_price_wei Nullable(UInt256) COMMENT 'wei per gas unit as the transaction states it; null where the source had receipts only' CODEC(ZSTD(1)),
    max_fee_per_gas_wei Nullable(UInt256) COMMENT 'wei per gas unit; null below type 2' CODEC(ZSTD(1)),
    max_priority_fee_per_gas_wei Nullable(UInt256) COMMENT 'wei per gas unit; null below type 2' CODEC(ZSTD(1)),
    max_fee_per_blob_gas_wei Nullable(UInt256) COMMENT 'wei per blob gas unit; null except type 3' CODEC(ZSTD(1)),
    input_selector Nullable(String) COMMENT 'first four bytes of the calldata, 0x and 8 digits; null where there are fewer' CODEC(ZSTD(1)),
    input_bytes Nullable(UInt32) COMMENT 'length of the calldata, bytes; null where the source had receipts only' CODEC(ZSTD(1)),
    status Nullable(UInt8) COMMENT '1 succeeded, 0 reverted; null before Byzantium or without receipts' CODEC(ZSTD(1)),
    gas_used Nullable(UInt64) COMMENT 'gas units of this transaction alone; null without receipts' CODEC(ZSTD(1)),
    effective_gas_price_wei Nullable(UInt256) COMMENT 'wei per gas unit paid; null where no receipt states it' CODEC(ZSTD(1)),
    contract_address Nullable(String) COMMENT 'the contract created; null otherwise' CODEC(ZSTD(1)),
    logs Nullable(UInt32) COMMENT 'number of logs of the transaction; NULL: the source had no logs' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, transaction_index, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'One row per transaction, from its body, its receipt or both.';

CREATE VIEW IF NOT EXISTS transactions_final AS
SELECT * EXCEPT (is_deleted)
FROM transactions FINAL;
