CREATE TABLE IF NOT EXISTS log_counts
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    protocol LowCardinality(String) COMMENT 'protocol that claims the logs; empty for unknown and rejected logs',
    event LowCardinality(String) COMMENT 'name of the event; empty for unknown and rejected logs',
    fate LowCardinality(String) COMMENT 'decoded, ignored, unknown, rejected',
    reason LowCardinality(String) COMMENT 'why ignored or rejected; empty otherwise',
    logs UInt32 COMMENT 'number of logs' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'How many logs of each block met which fate; the counts of a block add up to its logs.';

CREATE VIEW IF NOT EXISTS log_counts_final AS
SELECT * EXCEPT (is_deleted)
FROM log_counts FINAL;

CREATE VIEW IF NOT EXISTS log_accounting AS
SELECT
    chain_id, block_number, block_hash,
    sum(block_logs) AS logs,
    sumIf(counted, fate = 'decoded') AS decoded,
    sumIf(counted, fate = 'ignored') AS ignored,
    sumIf(counted, fate = 'unknown') AS unknown,
    sumIf(counted, fate = 'rejected') AS rejected,
    logs = decoded + ignored + unknown + rejected AS all_accounted_for
FROM
(
    SELECT chain_id, block_number, block_hash, assumeNotNull(logs) AS block_logs, 0 AS counted, '' AS fate
    FROM blocks FINAL WHERE logs IS NOT NULL
    UNION ALL
    SELECT chain_id, block_number, block_hash, 0 AS block_logs, logs AS counted, fate FROM log_counts FINAL
)
GROUP BY chain_id, block_number, block_hash;
