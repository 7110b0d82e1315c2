CREATE TABLE IF NOT EXISTS traced_trades
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    transaction_index UInt32 COMMENT 'place of the transaction in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_hash String COMMENT 'hash of the transaction, 0x and 64 digits' CODEC(ZSTD(1)),
    ordinal UInt32 COMMENT 'place among the transaction\'s trades, from 0: one call can make several' CODEC(ZSTD(1)),
    trace_address String COMMENT 'call that made it: path of child numbers from the transaction\'s own call, [] for that itself' CODEC(ZSTD(1)),
    fate LowCardinality(String) COMMENT 'kept, or reverted: undone with its call, it did not happen',
    means LowCardinality(String) COMMENT 'swap: in a pool; order: a signed order was filled',
    protocol LowCardinality(String) COMMENT 'protocol of the pool or of the contract that settles orders',
    pool String COMMENT 'where: address of the pool, of an entry of a singleton the address, a colon and its id; for orders the contract that settles them' CODEC(ZSTD(1)),
    sender Nullable(String) COMMENT 'who called; null where unknown' CODEC(ZSTD(1)),
    recipient Nullable(String) COMMENT 'who got the output; null where unknown' CODEC(ZSTD(1)),
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
COMMENT 'One row per trade that call traces show. Trades that logs show are in swaps.';

CREATE VIEW IF NOT EXISTS traced_trades_final AS
SELECT * EXCEPT (is_deleted)
FROM traced_trades FINAL;
