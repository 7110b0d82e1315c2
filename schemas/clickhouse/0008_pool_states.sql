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
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 268435456, non_replicated_deduplication_window = 10000
COMMENT 'A pool\'s state after the last of its events in a block: one row per pool and block with an event of it.';

CREATE VIEW IF NOT EXISTS pool_states_final AS
SELECT * EXCEPT (is_deleted)
FROM pool_states FINAL;

CREATE TABLE IF NOT EXISTS pool_states_by_pool
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
ORDER BY (chain_id, pool, block_number, row_id)
SETTINGS index_granularity = 256, min_bytes_for_wide_part = 268435456, non_replicated_deduplication_window = 10000
COMMENT 'The rows of pool_states kept by pool.';

CREATE MATERIALIZED VIEW IF NOT EXISTS pool_states_to_pool_states_by_pool TO pool_states_by_pool AS
SELECT * FROM pool_states;

CREATE VIEW IF NOT EXISTS latest_pool_states AS
SELECT
    chain_id, pool, latest.1 AS family, number AS block_number, latest.2 AS block_hash, latest.3 AS block_time,
    latest.4 AS pool_proof, latest.5 AS completeness, latest.6 AS reserve0_raw, latest.7 AS reserve1_raw,
    latest.8 AS sqrt_price_x96, latest.9 AS liquidity, latest.10 AS tick
FROM
(
    SELECT
        chain_id, pool, max(block_number) AS number,
        argMax(
            tuple(family, block_hash, block_time, pool_proof, completeness, reserve0_raw, reserve1_raw, sqrt_price_x96, liquidity, tick),
            block_number) AS latest
    FROM pool_states_by_pool FINAL
    GROUP BY chain_id, pool
);
