CREATE TABLE IF NOT EXISTS detections
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    detection String COMMENT 'which finding of its block: a pure function of the block\'s content' CODEC(ZSTD(1)),
    kind LowCardinality(String) COMMENT 'arbitrage, sandwich, jit, liquidation, reverted_attempt',
    attempted LowCardinality(String) COMMENT 'what a reverted attempt would have been; empty for every other kind',
    sight LowCardinality(String) COMMENT 'what the block was seen by: logs (ether inside of calls and reverted calls are invisible), traces, logs_and_traces',
    scope LowCardinality(String) COMMENT 'whole_block, or some_transactions: the rest of the block could not be looked at',
    transaction_index UInt32 COMMENT 'place of the first of its transactions in the block, from 0' CODEC(Delta(4), ZSTD(1)),
    transaction_hash String COMMENT 'hash of the first of its transactions, 0x and 64 digits' CODEC(ZSTD(1)),
    transactions UInt32 COMMENT 'number of its transactions, the victims\' included' CODEC(ZSTD(1)),
    searcher Nullable(String) COMMENT 'sender of the first of the searcher\'s transactions; null where unknown' CODEC(ZSTD(1)),
    contract Nullable(String) COMMENT 'what that transaction called; null where unknown or a creation' CODEC(ZSTD(1)),
    beneficiaries Array(String) COMMENT 'whose holdings the profit counts, sorted' CODEC(ZSTD(1)),
    protocols Array(String) COMMENT 'protocols of its trades and of its liquidation, sorted' CODEC(ZSTD(1)),
    pools Array(String) COMMENT 'where its trades and its liquidity were, sorted: pools, and contracts that settle orders' CODEC(ZSTD(1)),
    gross_tokens Array(String) COMMENT 'tokens of which the beneficiaries hold more or less, ether in all its forms as wrapped ether' CODEC(ZSTD(1)),
    gross_raw Array(Int256) COMMENT 'by token of gross_tokens: units more, negative less, before gas and before seen payments to the builder' CODEC(ZSTD(1)),
    gross_wei Nullable(Int256) COMMENT 'worth of the gross, wei; null unless every token\'s price is proven' CODEC(ZSTD(1)),
    gas_wei Nullable(UInt256) COMMENT 'cost of the searcher\'s own transactions, wei, priority fee included; null where unknown' CODEC(ZSTD(1)),
    priority_fee_wei Nullable(UInt256) COMMENT 'what of gas_wei went to the fee recipient, wei; null where unknown' CODEC(ZSTD(1)),
    builder_payment_wei Nullable(UInt256) COMMENT 'seen to be sent to the fee recipient beyond gas, wei; where sight is logs at least this much was; null where none could be seen' CODEC(ZSTD(1)),
    fee_recipient Nullable(String) COMMENT 'who the block\'s fees go to, its builder; null where unknown' CODEC(ZSTD(1)),
    completeness LowCardinality(String) COMMENT 'what is known of the net: exact, upper_bound (payments may have been made that cannot be seen), unknown',
    net_wei Nullable(Int256) COMMENT 'gross less gas and payments, wei; null unless exact' CODEC(ZSTD(1)),
    net_upper_bound_wei Nullable(Int256) COMMENT 'the net is at most this, wei; null where nothing is known of it. Bounds are no facts: do not add them up' CODEC(ZSTD(1)),
    victims UInt32 COMMENT 'number of victims\' swaps' CODEC(ZSTD(1)),
    losses_known UInt32 COMMENT 'of them with a known loss' CODEC(ZSTD(1)),
    evidence Array(String) COMMENT 'every log and call frame it rests on: \'tx 3 log 17\', \'tx 3 frame [0, 2]\'' CODEC(ZSTD(1)),
    caveats Array(String) COMMENT 'what makes it less certain or less complete than it looks, sorted' CODEC(ZSTD(1)),
    liquidation_protocol LowCardinality(String) COMMENT 'protocol of a liquidation; empty for other kinds',
    liquidation_market Nullable(String) COMMENT 'contract that liquidated; null for other kinds' CODEC(ZSTD(1)),
    liquidation_market_id Nullable(String) COMMENT 'market within that contract; null where it has one only' CODEC(ZSTD(1)),
    liquidator Nullable(String) COMMENT 'who repaid; null where not stated, or another kind' CODEC(ZSTD(1)),
    borrower Nullable(String) COMMENT 'whose debt it was; null where not stated, or another kind' CODEC(ZSTD(1)),
    debt_token Nullable(String) COMMENT 'token repaid; null where not stated, or another kind' CODEC(ZSTD(1)),
    debt_repaid_raw Nullable(UInt256) COMMENT 'units of debt_token; null where not stated, or another kind' CODEC(ZSTD(1)),
    collateral_token Nullable(String) COMMENT 'token seized; null where not stated, or another kind' CODEC(ZSTD(1)),
    collateral_seized_raw Nullable(UInt256) COMMENT 'units of collateral_token; null where not stated, or another kind' CODEC(ZSTD(1)),
    collateral_bonus_raw Nullable(UInt256) COMMENT 'units of collateral_token beyond the worth of the debt; null unless prices are proven' CODEC(ZSTD(1)),
    jit_pool Nullable(String) COMMENT 'pool of liquidity that was there for some swaps only; null for findings without' CODEC(ZSTD(1)),
    jit_owner Nullable(String) COMMENT 'owner of that liquidity; null where unknown' CODEC(ZSTD(1)),
    jit_tick_lower Nullable(Int32) COMMENT 'lower tick of that liquidity; null in families without ticks' CODEC(ZSTD(1)),
    jit_tick_upper Nullable(Int32) COMMENT 'upper tick of that liquidity; null in families without ticks' CODEC(ZSTD(1)),
    jit_liquidity Nullable(Int256) COMMENT 'that liquidity in the pool\'s own unit; null where not stated' CODEC(ZSTD(1)),
    jit_fee_tokens Array(String) COMMENT 'tokens it earned fees in; empty where the events do not state them' CODEC(ZSTD(1)),
    jit_fees_raw Array(Int256) COMMENT 'by token of jit_fee_tokens: units earned' CODEC(ZSTD(1)),
    jit_added_tokens Array(String) COMMENT 'tokens that went into the pool; empty where not stated' CODEC(ZSTD(1)),
    jit_added_raw Array(Int256) COMMENT 'by token of jit_added_tokens: units that went in' CODEC(ZSTD(1)),
    jit_removed_tokens Array(String) COMMENT 'tokens that came out again; empty where not stated' CODEC(ZSTD(1)),
    jit_removed_raw Array(Int256) COMMENT 'by token of jit_removed_tokens: units that came out, fees included where they were collected with it' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, transaction_index, row_id)
SETTINGS index_granularity = 1024, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'One row per finding: an arbitrage, a sandwich, liquidity just in time, a liquidation, or an attempt at one that was reverted.';

CREATE VIEW IF NOT EXISTS detections_final AS
SELECT * EXCEPT (is_deleted)
FROM detections FINAL;
