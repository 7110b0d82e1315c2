CREATE TABLE IF NOT EXISTS oracle_answers
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    log_index UInt32 COMMENT 'place of the log in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_index UInt32 COMMENT 'place of the transaction in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_hash String COMMENT 'hash of the transaction, 0x and 64 digits' CODEC(ZSTD(1)),
    feed String COMMENT 'address of the aggregator' CODEC(ZSTD(1)),
    answer_raw Int256 COMMENT 'the answer, in the feed\'s own decimals' CODEC(ZSTD(1)),
    round_id UInt256 COMMENT 'the aggregator\'s round' CODEC(ZSTD(1)),
    updated_at_seconds UInt256 COMMENT 'Unix time the feed states, seconds' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, log_index, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'One row per answer of a price feed.';

CREATE VIEW IF NOT EXISTS oracle_answers_final AS
SELECT * EXCEPT (is_deleted)
FROM oracle_answers FINAL;
