CREATE TABLE IF NOT EXISTS blocks
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    parent_hash Nullable(String) COMMENT 'hash of the parent, 0x and 64 digits; null without a header' CODEC(ZSTD(1)),
    proof LowCardinality(String) COMMENT 'how much of the block was proven: roots, bloom, unproven',
    miner Nullable(String) COMMENT 'fee recipient; null without a header' CODEC(ZSTD(1)),
    gas_limit Nullable(UInt64) COMMENT 'gas units; null without a header' CODEC(ZSTD(1)),
    gas_used Nullable(UInt64) COMMENT 'gas units; null without a header' CODEC(ZSTD(1)),
    base_fee_per_gas_wei Nullable(UInt256) COMMENT 'wei per gas unit; null before London or without a header' CODEC(ZSTD(1)),
    blob_gas_used Nullable(UInt64) COMMENT 'blob gas units; null before Cancun or without a header' CODEC(ZSTD(1)),
    excess_blob_gas Nullable(UInt64) COMMENT 'blob gas units; null before Cancun or without a header' CODEC(ZSTD(1)),
    state_root Nullable(String) COMMENT '0x and 64 digits; null without a header' CODEC(ZSTD(1)),
    transactions_root Nullable(String) COMMENT '0x and 64 digits; null without a header' CODEC(ZSTD(1)),
    receipts_root Nullable(String) COMMENT '0x and 64 digits; null without a header' CODEC(ZSTD(1)),
    transactions Nullable(UInt32) COMMENT 'number of transactions; null where the source had neither transactions nor receipts' CODEC(ZSTD(1)),
    logs Nullable(UInt32) COMMENT 'number of logs; NULL: the source had no logs' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'One row per block.';

CREATE VIEW IF NOT EXISTS blocks_final AS
SELECT * EXCEPT (is_deleted)
FROM blocks FINAL;
