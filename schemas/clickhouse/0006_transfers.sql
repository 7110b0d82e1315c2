CREATE TABLE IF NOT EXISTS transfers
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    log_index UInt32 COMMENT 'place of the log in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_index UInt32 COMMENT 'place of the transaction in its block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_hash String COMMENT 'hash of the transaction, 0x and 64 digits' CODEC(ZSTD(1)),
    token String COMMENT 'address of the token' CODEC(ZSTD(1)),
    from_address String COMMENT 'who gave; the zero address where minted or wrapped' CODEC(ZSTD(1)),
    to_address String COMMENT 'who got; the zero address where burnt or unwrapped' CODEC(ZSTD(1)),
    amount_raw UInt256 COMMENT 'units of the token, in its own decimals' CODEC(ZSTD(1)),
    kind LowCardinality(String) COMMENT 'transfer, wrap, unwrap',
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, log_index, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'One row per ERC-20 transfer, WETH deposit and WETH withdrawal.';

CREATE VIEW IF NOT EXISTS transfers_final AS
SELECT * EXCEPT (is_deleted)
FROM transfers FINAL;
