CREATE TABLE IF NOT EXISTS detection_victims
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    detection String COMMENT 'which finding of its block: a pure function of the block\'s content' CODEC(ZSTD(1)),
    kind LowCardinality(String) COMMENT 'arbitrage, sandwich, jit, liquidation, reverted_attempt',
    transaction_index UInt32 COMMENT 'place of the transaction in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_hash String COMMENT 'hash of the transaction, 0x and 64 digits' CODEC(ZSTD(1)),
    log_index Nullable(UInt32) COMMENT 'evidence: place of the log in its block, from 0; null where a call frame is the evidence' CODEC(ZSTD(1)),
    trace_address Nullable(String) COMMENT 'evidence: path of child numbers from the transaction\'s own call, [] for that itself; null where a log is the evidence' CODEC(ZSTD(1)),
    victim Nullable(String) COMMENT 'sender of the victim\'s transaction; null where unknown' CODEC(ZSTD(1)),
    pool String COMMENT 'pool of the swap; of an entry of a singleton the address, a colon and its id' CODEC(ZSTD(1)),
    token Nullable(String) COMMENT 'token of the three amounts; null where unknown' CODEC(ZSTD(1)),
    got_raw UInt256 COMMENT 'units of token the swap gave' CODEC(ZSTD(1)),
    would_have_got_raw Nullable(UInt256) COMMENT 'units of token it would have given without the searcher; null where the pool\'s state does not let it be computed' CODEC(ZSTD(1)),
    loss_raw Nullable(Int256) COMMENT 'units of token lost, negative where the searcher helped; null where unknown' CODEC(ZSTD(1)),
    searcher Nullable(String) COMMENT 'sender of the first of the searcher\'s transactions; null where unknown' CODEC(ZSTD(1)),
    contract Nullable(String) COMMENT 'what that transaction called; null where unknown or a creation' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, transaction_index, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'What each victim\'s swap lost.';

CREATE VIEW IF NOT EXISTS detection_victims_final AS
SELECT * EXCEPT (is_deleted)
FROM detection_victims FINAL;
