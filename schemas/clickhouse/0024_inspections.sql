CREATE TABLE IF NOT EXISTS inspections
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    sight LowCardinality(String) COMMENT 'what the block was seen by: logs (ether inside of calls and reverted calls are invisible), traces, logs_and_traces',
    scope LowCardinality(String) COMMENT 'whole_block, or some_transactions: the rest of the block could not be looked at',
    fee_recipient Nullable(String) COMMENT 'who the block\'s fees go to, its builder; null where unknown' CODEC(ZSTD(1)),
    transactions UInt32 COMMENT 'number of transactions that could be looked at' CODEC(ZSTD(1)),
    transfers UInt32 COMMENT 'number of transfers of tokens or ether that happened' CODEC(ZSTD(1)),
    trades UInt32 COMMENT 'number of trades that happened and are no forgeries' CODEC(ZSTD(1)),
    trades_priced UInt32 COMMENT 'number of those with a side whose worth in ether is proven' CODEC(ZSTD(1)),
    trades_reverted UInt32 COMMENT 'number of trades that were undone with their call; none is seen where sight is logs' CODEC(ZSTD(1)),
    liquidity_moves UInt32 COMMENT 'number of times liquidity was added, removed or collected' CODEC(ZSTD(1)),
    flash_loans UInt32 COMMENT 'number of flash loans' CODEC(ZSTD(1)),
    liquidations UInt32 COMMENT 'number of liquidations' CODEC(ZSTD(1)),
    unread_calls UInt32 COMMENT 'number of calls that had a selector we know and were made into nothing: mostly other contracts\' own; none is seen where sight is logs' CODEC(ZSTD(1)),
    detections UInt32 COMMENT 'number of findings of every kind' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'One row per block that was inspected: what was looked at, so that nothing found means something.';

CREATE VIEW IF NOT EXISTS inspections_final AS
SELECT * EXCEPT (is_deleted)
FROM inspections FINAL;
