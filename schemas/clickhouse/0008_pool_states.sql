CREATE TABLE IF NOT EXISTS pool_states
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    pool String COMMENT 'address of the pool; of an entry of a singleton the address, a colon and its id' CODEC(ZSTD(1)),
    family LowCardinality(String) COMMENT 'pools of one family share their maths and events: uniswap_v2, uniswap_v3, curve_stable, ...',
    last_log_index UInt32 COMMENT 'place of the pool\'s last event in the block' CODEC(Delta(4), ZSTD(1)),
    pool_proof LowCardinality(String) COMMENT 'how the pool\'s tokens are known: factory, derived, registry, transfers, none, contradicted',
    completeness LowCardinality(String) COMMENT 'complete: any swap can be computed; partial: within the current range; unknown',
    reserve0_raw Nullable(UInt256) COMMENT 'pairs: units of token 0; null where not known or another family' CODEC(ZSTD(1)),
    reserve1_raw Nullable(UInt256) COMMENT 'pairs: units of token 1; null where not known or another family' CODEC(ZSTD(1)),
    sqrt_price_x96 Nullable(UInt256) COMMENT 'concentrated liquidity: square root of token 1 per token 0, Q64.96; else null' CODEC(ZSTD(1)),
    liquidity Nullable(UInt256) COMMENT 'concentrated liquidity: in range; else null' CODEC(ZSTD(1)),
    tick Nullable(Int32) COMMENT 'concentrated liquidity: current tick; else null' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, pool, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'A pool\'s state after the last of its events in a block: one row per pool and block with an event of it, in the families whose events state it.';

CREATE VIEW IF NOT EXISTS pool_states_final AS
SELECT * EXCEPT (is_deleted)
FROM pool_states FINAL;

CREATE TABLE IF NOT EXISTS pool_heads
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    pool String COMMENT 'address of the pool; of an entry of a singleton the address, a colon and its id' CODEC(ZSTD(1)),
    family LowCardinality(String) COMMENT 'pools of one family share their maths and events: uniswap_v2, uniswap_v3, curve_stable, ...',
    last_log_index UInt32 COMMENT 'place of the pool\'s last event in the block' CODEC(Delta(4), ZSTD(1)),
    pool_proof LowCardinality(String) COMMENT 'how the pool\'s tokens are known: factory, derived, registry, transfers, none, contradicted',
    completeness LowCardinality(String) COMMENT 'complete: any swap can be computed; partial: within the current range; unknown',
    reserve0_raw Nullable(UInt256) COMMENT 'pairs: units of token 0; null where not known or another family' CODEC(ZSTD(1)),
    reserve1_raw Nullable(UInt256) COMMENT 'pairs: units of token 1; null where not known or another family' CODEC(ZSTD(1)),
    sqrt_price_x96 Nullable(UInt256) COMMENT 'concentrated liquidity: square root of token 1 per token 0, Q64.96; else null' CODEC(ZSTD(1)),
    liquidity Nullable(UInt256) COMMENT 'concentrated liquidity: in range; else null' CODEC(ZSTD(1)),
    tick Nullable(Int32) COMMENT 'concentrated liquidity: current tick; else null' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from' CODEC(Delta(8), ZSTD(1)),
    statement UInt64 COMMENT 'twice the version, and 1 more where it is not a retraction: an undo retracts a state and then states the one before it again; the highest counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the pool\'s first block was undone: nothing is known of it' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(statement, is_deleted)
PARTITION BY chain_id
ORDER BY (chain_id, pool)
SETTINGS index_granularity = 256, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'The newest state of each pool. After an undo the state before it comes once more with pool_states, at the position of the undo.';

CREATE MATERIALIZED VIEW IF NOT EXISTS pool_states_to_pool_heads TO pool_heads AS
SELECT * EXCEPT (row_id, is_deleted), 2 * version + 1 - is_deleted AS statement, is_deleted
FROM pool_states;

CREATE VIEW IF NOT EXISTS latest_pool_states AS
SELECT
    chain_id, pool, family, block_number, block_hash, block_time, pool_proof, completeness, reserve0_raw, reserve1_raw,
    sqrt_price_x96, liquidity, tick
FROM pool_heads FINAL;
