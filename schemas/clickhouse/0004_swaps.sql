CREATE TABLE IF NOT EXISTS swaps
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
    pool_name LowCardinality(String) COMMENT 'the fork\'s name from the registry; empty where not known',
    pool_proof LowCardinality(String) COMMENT 'how the pool\'s tokens are known: factory, derived, registry, transfers, none, contradicted',
    sender Nullable(String) COMMENT 'who called the pool; null where the event does not say' CODEC(ZSTD(1)),
    recipient Nullable(String) COMMENT 'who got the output; null where the event does not say' CODEC(ZSTD(1)),
    token_in Nullable(String) COMMENT 'token the pool took in; null where not known' CODEC(ZSTD(1)),
    token_out Nullable(String) COMMENT 'token the pool gave out; null where not known' CODEC(ZSTD(1)),
    token_in_index Nullable(UInt8) COMMENT 'place of that token in the pool; null where the event names the token instead' CODEC(ZSTD(1)),
    token_out_index Nullable(UInt8) COMMENT 'place of that token in the pool; null where the event names the token instead' CODEC(ZSTD(1)),
    coins LowCardinality(String) COMMENT 'what the two places count: pool: its own tokens; underlying: the coins underneath a meta or lending pool',
    amount_in_raw UInt256 COMMENT 'units of token_in, in its own decimals, net of what was given of the same token' CODEC(ZSTD(1)),
    amount_out_raw UInt256 COMMENT 'units of token_out, in its own decimals, net of what was taken of the same token' CODEC(ZSTD(1)),
    amount0_in_raw Nullable(UInt256) COMMENT 'pairs: gross units of token 0 taken in; null in other families' CODEC(ZSTD(1)),
    amount1_in_raw Nullable(UInt256) COMMENT 'pairs: gross units of token 1 taken in; null in other families' CODEC(ZSTD(1)),
    amount0_out_raw Nullable(UInt256) COMMENT 'pairs: gross units of token 0 given out; null in other families' CODEC(ZSTD(1)),
    amount1_out_raw Nullable(UInt256) COMMENT 'pairs: gross units of token 1 given out; null in other families' CODEC(ZSTD(1)),
    sqrt_price_x96 Nullable(UInt256) COMMENT 'concentrated liquidity: square root of token 1 per token 0 after the swap, Q64.96; else null' CODEC(ZSTD(1)),
    liquidity Nullable(UInt256) COMMENT 'concentrated liquidity: in range after the swap; else null' CODEC(ZSTD(1)),
    tick Nullable(Int32) COMMENT 'concentrated liquidity: tick after the swap; else null' CODEC(ZSTD(1)),
    fee_pips Nullable(UInt32) COMMENT 'fee in millionths, of this swap where the event states it, else of the pool; null where not known' CODEC(ZSTD(1)),
    evidence LowCardinality(String) COMMENT 'whether token transfers stand behind the event: proven, partly_proven, not_checkable, spoofed',
    rederivation LowCardinality(String) COMMENT 'whether the amounts follow from the state before by our maths: exact, within_k, different, beyond_known_ticks, no_prior_state, no_fee, no_maths',
    row_id UInt128 COMMENT 'which row: pure function of chain, block hash, table and key within the block; the same in every load' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'position in the chain log of the record this row follows from; the highest of a row_id counts' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the record was an undo: the row is retracted' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, log_index, row_id)
SETTINGS index_granularity = 512, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'One row per swap event, the made-up ones included and marked.';

CREATE TABLE IF NOT EXISTS swaps_by_protocol
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    protocol LowCardinality(String) COMMENT 'protocol whose events they are',
    swaps UInt64 COMMENT 'number of swap events' CODEC(ZSTD(1)),
    proven UInt64 COMMENT 'of them with token transfers behind them, in full or in part' CODEC(ZSTD(1)),
    spoofed UInt64 COMMENT 'of them made up' CODEC(ZSTD(1)),
    exact UInt64 COMMENT 'of them with amounts that follow from the state before' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'as of the rows this one adds up: all rows of a block carry one version' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the block was undone' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, block_number, block_hash, protocol)
SETTINGS index_granularity = 256, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'Swaps added up per block and protocol. An insert holds all rows of a block, so that a retraction or a second load of the block replaces its sums.';

CREATE MATERIALIZED VIEW IF NOT EXISTS swaps_to_swaps_by_protocol TO swaps_by_protocol AS
SELECT
    chain_id, block_number, block_hash, any(swaps.block_time) AS block_time, protocol,
    count() AS swaps,
    countIf(evidence IN ('proven', 'partly_proven')) AS proven,
    countIf(evidence = 'spoofed') AS spoofed,
    countIf(rederivation = 'exact') AS exact,
    version, is_deleted
FROM swaps
GROUP BY chain_id, block_number, block_hash, protocol, version, is_deleted;

CREATE TABLE IF NOT EXISTS swaps_by_pool
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    pool String COMMENT 'address of the pool; of an entry of a singleton the address, a colon and its id' CODEC(ZSTD(1)),
    family LowCardinality(String) COMMENT 'pools of one family share their maths and events: uniswap_v2, uniswap_v3, curve_stable, ...',
    protocol LowCardinality(String) COMMENT 'protocol whose events they are',
    direction LowCardinality(String) COMMENT 'token taken in, an arrow, token given out, each by its place in the pool, or by its address where the event names it: what the event itself states' CODEC(ZSTD(1)),
    token_in LowCardinality(Nullable(String)) COMMENT 'token the pool took in; null where not known' CODEC(ZSTD(1)),
    token_out LowCardinality(Nullable(String)) COMMENT 'token the pool gave out; null where not known' CODEC(ZSTD(1)),
    swaps UInt64 COMMENT 'number of swap events' CODEC(ZSTD(1)),
    proven UInt64 COMMENT 'of them with token transfers behind them, in full or in part' CODEC(ZSTD(1)),
    spoofed UInt64 COMMENT 'of them made up' CODEC(ZSTD(1)),
    exact UInt64 COMMENT 'of them with amounts that follow from the state before' CODEC(ZSTD(1)),
    amount_in_raw UInt256 COMMENT 'units of token_in over the swaps that are not spoofed' CODEC(ZSTD(1)),
    amount_out_raw UInt256 COMMENT 'units of token_out over the swaps that are not spoofed' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of block, pool, protocol and direction' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'as of the rows this one adds up: all rows of a block carry one version' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the block was undone' CODEC(ZSTD(1)),
    INDEX block_time_range block_time TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, pool, block_number, row_id)
SETTINGS index_granularity = 256, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'Swaps added up per pool, block and direction, kept by pool. An insert holds all rows of a block, so that a retraction or a second load of the block replaces its sums.';

CREATE MATERIALIZED VIEW IF NOT EXISTS swaps_to_swaps_by_pool TO swaps_by_pool AS
SELECT
    chain_id, block_number, block_hash, any(swaps.block_time) AS block_time, pool, any(swaps.family) AS family, protocol,
    concat(if(coins = 'underlying', 'underlying ', ''), coalesce(toString(token_in_index), swaps.token_in, ''), '>', coalesce(toString(token_out_index), swaps.token_out, '')) AS direction,
    any(swaps.token_in) AS token_in, any(swaps.token_out) AS token_out,
    count() AS swaps,
    countIf(evidence IN ('proven', 'partly_proven')) AS proven,
    countIf(evidence = 'spoofed') AS spoofed,
    countIf(rederivation = 'exact') AS exact,
    sumIf(swaps.amount_in_raw, evidence != 'spoofed') AS amount_in_raw,
    sumIf(swaps.amount_out_raw, evidence != 'spoofed') AS amount_out_raw,
    reinterpretAsUInt128(sipHash128(block_hash, pool, protocol, direction)) AS row_id,
    version, is_deleted
FROM swaps
GROUP BY chain_id, block_number, block_hash, pool, protocol, direction, version, is_deleted;

CREATE TABLE IF NOT EXISTS swaps_by_hour
(
    chain_id UInt64 COMMENT 'EIP-155 chain id' CODEC(Delta(8), ZSTD(1)),
    block_number UInt64 COMMENT 'height of the block' CODEC(Delta(8), ZSTD(1)),
    block_hash String COMMENT 'hash of the block, 0x and 64 digits' CODEC(ZSTD(1)),
    block_time DateTime('UTC') COMMENT 'Unix time of the block, seconds; 1970-01-01 where the source does not state it' CODEC(DoubleDelta, ZSTD(1)),
    hour DateTime('UTC') COMMENT 'begin of the hour of the block; 1970-01-01 where the source does not state its time' CODEC(Delta(4), ZSTD(1)),
    pool String COMMENT 'address of the pool; of an entry of a singleton the address, a colon and its id' CODEC(ZSTD(1)),
    family LowCardinality(String) COMMENT 'pools of one family share their maths and events: uniswap_v2, uniswap_v3, curve_stable, ...',
    protocol LowCardinality(String) COMMENT 'protocol whose events they are',
    direction LowCardinality(String) COMMENT 'token taken in, an arrow, token given out, each by its place in the pool, or by its address where the event names it: what the event itself states' CODEC(ZSTD(1)),
    token_in LowCardinality(Nullable(String)) COMMENT 'token the pool took in; null where not known' CODEC(ZSTD(1)),
    token_out LowCardinality(Nullable(String)) COMMENT 'token the pool gave out; null where not known' CODEC(ZSTD(1)),
    swaps UInt64 COMMENT 'number of swap events' CODEC(ZSTD(1)),
    proven UInt64 COMMENT 'of them with token transfers behind them, in full or in part' CODEC(ZSTD(1)),
    spoofed UInt64 COMMENT 'of them made up' CODEC(ZSTD(1)),
    exact UInt64 COMMENT 'of them with amounts that follow from the state before' CODEC(ZSTD(1)),
    amount_in_raw UInt256 COMMENT 'units of token_in over the swaps that are not spoofed' CODEC(ZSTD(1)),
    amount_out_raw UInt256 COMMENT 'units of token_out over the swaps that are not spoofed' CODEC(ZSTD(1)),
    row_id UInt128 COMMENT 'which row: pure function of block, pool, protocol and direction' CODEC(ZSTD(1)),
    version UInt64 COMMENT 'as of the rows this one adds up: all rows of a block carry one version' CODEC(Delta(8), ZSTD(1)),
    is_deleted UInt8 COMMENT '1 where the block was undone' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY (chain_id, intDiv(block_number, 10000000))
ORDER BY (chain_id, hour, block_number, row_id)
SETTINGS index_granularity = 256, min_bytes_for_wide_part = 4294967296, non_replicated_deduplication_window = 10000
COMMENT 'The rows of swaps_by_pool kept by hour.';

CREATE MATERIALIZED VIEW IF NOT EXISTS swaps_by_pool_to_swaps_by_hour TO swaps_by_hour AS
SELECT *, toStartOfHour(block_time) AS hour
FROM swaps_by_pool;

CREATE VIEW IF NOT EXISTS swaps_final AS
SELECT * EXCEPT (is_deleted)
FROM swaps FINAL;

CREATE VIEW IF NOT EXISTS spoofed_swaps AS
SELECT
    chain_id, block_number, block_hash, block_time, log_index, transaction_index, transaction_hash, protocol, pool, family,
    pool_name, pool_proof, token_in, token_out, amount_in_raw, amount_out_raw
FROM swaps FINAL
WHERE evidence = 'spoofed';

CREATE VIEW IF NOT EXISTS swaps_per_protocol_per_block AS
SELECT chain_id, block_number, block_hash, block_time, protocol, swaps, proven, spoofed, exact
FROM swaps_by_protocol FINAL;

CREATE VIEW IF NOT EXISTS swaps_per_protocol_per_hour AS
SELECT
    chain_id, toStartOfHour(block_time) AS hour, protocol,
    sum(s.swaps) AS swaps, sum(s.proven) AS proven, sum(s.spoofed) AS spoofed, sum(s.exact) AS exact
FROM swaps_by_protocol AS s FINAL
GROUP BY chain_id, hour, protocol
SETTINGS use_skip_indexes_if_final_exact_mode = 0;

CREATE VIEW IF NOT EXISTS swaps_per_pool_per_block AS
SELECT * EXCEPT (row_id, version, is_deleted)
FROM swaps_by_pool FINAL;

CREATE VIEW IF NOT EXISTS swaps_per_pool_per_hour AS
SELECT
    chain_id, pool, toStartOfHour(block_time) AS hour, protocol, direction,
    sum(s.swaps) AS swaps, sum(s.proven) AS proven, sum(s.spoofed) AS spoofed, sum(s.exact) AS exact,
    sum(s.amount_in_raw) AS amount_in_raw, sum(s.amount_out_raw) AS amount_out_raw
FROM swaps_by_pool AS s FINAL
GROUP BY chain_id, pool, hour, protocol, direction
SETTINGS use_skip_indexes_if_final_exact_mode = 0;

CREATE VIEW IF NOT EXISTS swaps_per_hour_per_pool AS
SELECT
    chain_id, hour, pool, protocol, direction,
    any(s.token_in) AS token_in, any(s.token_out) AS token_out,
    sum(s.swaps) AS swaps, sum(s.proven) AS proven, sum(s.spoofed) AS spoofed, sum(s.exact) AS exact,
    sum(s.amount_in_raw) AS amount_in_raw, sum(s.amount_out_raw) AS amount_out_raw
FROM swaps_by_hour AS s FINAL
GROUP BY chain_id, hour, pool, protocol, direction;
