CREATE TABLE IF NOT EXISTS detection_trades
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    detection String COMMENT 'which finding of its block: a pure function of the block\'s content' CODEC(ZSTD(1)),
    kind LowCardinality(String) COMMENT 'arbitrage, sandwich, jit, liquidation, reverted_attempt',
    role LowCardinality(String) COMMENT 'whose trade: attack, front, back (the searcher\'s), victim',
    ordinal UInt32 COMMENT 'place of the trade in the finding, from 0' CODEC(ZSTD(1)),
    transaction_index UInt32 COMMENT 'place of the transaction in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    log_index Nullable(UInt32) COMMENT 'evidence: place of the log in its block, from 0; null where a call frame is the evidence' CODEC(ZSTD(1)),
    trace_address Nullable(String) COMMENT 'evidence: path of child numbers from the transaction\'s own call, [] for that itself; null where a log is the evidence' CODEC(ZSTD(1)),
    protocol LowCardinality(String) COMMENT 'protocol of the pool or of the contract that settles orders',
    pool String COMMENT 'where: address of the pool, of an entry of a singleton the address, a colon and its id; for orders the contract that settles them' CODEC(ZSTD(1)),
    token_in Nullable(String) COMMENT 'token the trader gave; null where not known' CODEC(ZSTD(1)),
    amount_in_raw UInt256 COMMENT 'units of token_in' CODEC(ZSTD(1)),
    token_out Nullable(String) COMMENT 'token the trader got; null where not known' CODEC(ZSTD(1)),
    amount_out_raw UInt256 COMMENT 'units of token_out' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, transaction_index, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'The trades of each finding, in the block\'s order, with the log or the call that shows each.';

CREATE VIEW IF NOT EXISTS detection_trades_final AS
SELECT * EXCEPT (is_deleted)
FROM detection_trades FINAL;
