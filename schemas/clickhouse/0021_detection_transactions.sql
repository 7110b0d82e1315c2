CREATE TABLE IF NOT EXISTS detection_transactions
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    detection String COMMENT 'which finding of its block: a pure function of the block\'s content' CODEC(ZSTD(1)),
    kind LowCardinality(String) COMMENT 'arbitrage, sandwich, jit, liquidation, reverted_attempt',
    role LowCardinality(String) COMMENT 'attack: the searcher\'s only transaction; front, back: before and after the victims; victim',
    transaction_index UInt32 COMMENT 'place of the transaction in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_hash String COMMENT 'hash of the transaction, 0x and 64 digits' CODEC(ZSTD(1)),
    from_address Nullable(String) COMMENT 'sender; null where the source carried logs only' CODEC(ZSTD(1)),
    to_address Nullable(String) COMMENT 'contract or account called; null where unknown or a creation' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, transaction_index, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'The transactions of each finding, in the block\'s order.';

CREATE VIEW IF NOT EXISTS detection_transactions_final AS
SELECT * EXCEPT (is_deleted)
FROM detection_transactions FINAL;
