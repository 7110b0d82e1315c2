CREATE TABLE IF NOT EXISTS pools
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    pool String COMMENT 'address of the pool; of an entry of a singleton the address, a colon and its id' CODEC(ZSTD(1)),
    family LowCardinality(String) COMMENT 'pools of one family share their maths and events: uniswap_v2, uniswap_v3, curve_stable, ...',
    name LowCardinality(String) COMMENT 'the fork\'s name from the registry; empty where not known',
    tokens Array(String) COMMENT 'addresses in the pool\'s order; empty text where not known, empty where not even their number is' CODEC(ZSTD(1)),
    fee_pips Nullable(UInt32) COMMENT 'fee in millionths; null where not known or not constant' CODEC(ZSTD(1)),
    tick_spacing Nullable(Int32) COMMENT 'ticks between usable ticks; null where not known or the family has none' CODEC(ZSTD(1)),
    factory Nullable(String) COMMENT 'contract that announced the pool; null where not known' CODEC(ZSTD(1)),
    proof LowCardinality(String) COMMENT 'how the tokens are known: factory, derived, registry, transfers, none, contradicted',
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, pool, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'What became known of a pool in a block: one row per pool and block in which that changed.';

CREATE VIEW IF NOT EXISTS pools_final AS
SELECT * EXCEPT (is_deleted)
FROM pools FINAL;

CREATE VIEW IF NOT EXISTS unproven_pools AS
SELECT
    chain_id, pool,
    argMax(p.family, p.block_number) AS family,
    max(p.block_number) AS block_number,
    argMax(p.proof, p.block_number) AS pool_proof
FROM pools AS p FINAL
GROUP BY chain_id, pool
HAVING pool_proof IN ('none', 'contradicted');
