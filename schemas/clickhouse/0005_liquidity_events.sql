CREATE TABLE IF NOT EXISTS liquidity_events
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    log_index UInt32 COMMENT 'place of the log in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_index UInt32 COMMENT 'place of the transaction in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_hash String COMMENT 'hash of the transaction, 0x and 64 digits' CODEC(ZSTD(1)),
    protocol LowCardinality(String) COMMENT 'protocol whose event it is',
    pool String COMMENT 'address of the pool; of an entry of a singleton the address, a colon and its id' CODEC(ZSTD(1)),
    family LowCardinality(String) COMMENT 'pools of one family share their maths and events: uniswap_v2, uniswap_v3, curve_stable, ...',
    pool_proof LowCardinality(String) COMMENT 'how the pool\'s tokens are known: factory, derived, registry, transfers, none, contradicted',
    kind LowCardinality(String) COMMENT 'add, remove, collect, collect_protocol, donate',
    owner Nullable(String) COMMENT 'whose position; null where the event does not say' CODEC(ZSTD(1)),
    tick_lower Nullable(Int32) COMMENT 'lower tick of the position; null where the family has no ticks' CODEC(ZSTD(1)),
    tick_upper Nullable(Int32) COMMENT 'upper tick of the position; null where the family has no ticks' CODEC(ZSTD(1)),
    liquidity_delta Nullable(Int256) COMMENT 'change of the position\'s liquidity or of the pool\'s shares; null where the event does not state it' CODEC(ZSTD(1)),
    tokens Array(String) COMMENT 'the tokens of amounts_raw in its order; empty text where not known' CODEC(ZSTD(1)),
    amounts_raw Array(Int256) COMMENT 'what the pool gained (negative: gave) of each token, in its own decimals; empty where the event does not state it' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, log_index, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'One row per addition, removal, collection or donation of liquidity.';

CREATE VIEW IF NOT EXISTS liquidity_events_final AS
SELECT * EXCEPT (is_deleted)
FROM liquidity_events FINAL;
