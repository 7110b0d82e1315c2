CREATE TABLE IF NOT EXISTS dead_letters
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    step LowCardinality(String) COMMENT 'step that refused it',
    reason LowCardinality(String) COMMENT 'why, from the step\'s closed list',
    detail String COMMENT 'what was expected and what was found' CODEC(ZSTD(1)),
    source String COMMENT 'where it came from: which log of the block' CODEC(ZSTD(1)),
    payload String COMMENT 'the refused bytes, 0x and digits' CODEC(ZSTD(3)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'One row per refused log, with everything needed to judge it later.';

CREATE VIEW IF NOT EXISTS dead_letters_final AS
SELECT * EXCEPT (is_deleted)
FROM dead_letters FINAL;
