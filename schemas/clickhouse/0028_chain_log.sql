CREATE TABLE IF NOT EXISTS chain_log
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    log_id LowCardinality(String) COMMENT 'which log of the chain: 32 hexadecimal digits',
    position UInt64 COMMENT 'the record\'s place in the log, from 0 without gaps' CODEC(Delta(8), ZSTD(1)),
    payload String COMMENT 'the record as every home of the log has it: an envelope, byte for byte' CODEC(ZSTD(3)),
    row_id UInt128 COMMENT 'which row: pure function of chain, log and position' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'the position again: a record never changes' CODEC(Delta(8), ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY (chain_id, intDiv(position, 1000000))
ORDER BY (chain_id, log_id, position)
SETTINGS index_granularity = 128, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'The archive of chain logs: one row per record, undos among them, nothing retracted. A replay from it is one from the log.';
