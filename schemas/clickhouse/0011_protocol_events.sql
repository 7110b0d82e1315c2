CREATE TABLE IF NOT EXISTS protocol_events
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    log_index UInt32 COMMENT 'place of the log in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_index UInt32 COMMENT 'place of the transaction in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_hash String COMMENT 'hash of the transaction, 0x and 64 digits' CODEC(ZSTD(1)),
    protocol LowCardinality(String) COMMENT 'protocol whose event it is',
    event LowCardinality(String) COMMENT 'name of the event as its source spells it',
    emitter String COMMENT 'contract that emitted it' CODEC(ZSTD(1)),
    fields Map(LowCardinality(String), String) COMMENT 'fields by name: numbers in decimal digits, bytes and addresses as 0x and digits, lists in brackets' CODEC(ZSTD(3)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, log_index, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'One row per decoded event that no other table holds.';

CREATE VIEW IF NOT EXISTS protocol_events_final AS
SELECT * EXCEPT (is_deleted)
FROM protocol_events FINAL;
