-- What people ask of the findings. Only what is known is added up, and what is not is counted beside it: a sum is NULL
-- where none of its parts is known. A net is known where completeness is exact; bounds are never added up. What failed
-- attempts cost stands apart from what was earned.

CREATE VIEW IF NOT EXISTS mev_per_block AS
SELECT
    chain_id, block_number, block_hash, max(m.block_time) AS block_time,
    any(m.fee_recipient) AS fee_recipient,
    countIf(kind = 'arbitrage') AS arbitrages,
    countIf(kind = 'sandwich') AS sandwiches,
    countIf(kind = 'jit') AS jits,
    countIf(kind = 'liquidation') AS liquidations,
    countIf(kind = 'reverted_attempt') AS reverted_attempts,
    sumIf(m.gross_wei, earned) AS gross_wei,
    countIf(earned AND m.gross_wei IS NULL) AS gross_unknown,
    sumIf(m.gas_wei, earned) AS gas_wei,
    countIf(earned AND m.gas_wei IS NULL) AS gas_unknown,
    sumIf(m.net_wei, earned) AS net_wei,
    countIf(earned AND completeness = 'exact') AS net_exact,
    countIf(earned AND completeness = 'upper_bound') AS net_bounded,
    countIf(earned AND completeness = 'unknown') AS net_unknown,
    sumIf(m.gas_wei, kind = 'reverted_attempt') AS attempts_gas_wei,
    countIf(kind = 'reverted_attempt' AND m.gas_wei IS NULL) AS attempts_gas_unknown
FROM
(
    SELECT
        chain_id, block_number, block_hash, block_time, fee_recipient, kind, kind != 'reverted_attempt' AS earned,
        gross_wei, gas_wei, net_wei, completeness
    FROM detections FINAL
    UNION ALL
    SELECT chain_id, block_number, block_hash, block_time, fee_recipient, '' AS kind, 0 AS earned, NULL, NULL, NULL, ''
    FROM inspections FINAL
) AS m
GROUP BY chain_id, block_number, block_hash;

CREATE VIEW IF NOT EXISTS mev_per_searcher AS
SELECT
    chain_id, searcher, groupUniqArray(16)(contract) AS contracts,
    countIf(kind = 'arbitrage') AS arbitrages,
    countIf(kind = 'sandwich') AS sandwiches,
    countIf(kind = 'jit') AS jits,
    countIf(kind = 'liquidation') AS liquidations,
    countIf(kind = 'reverted_attempt') AS reverted_attempts,
    sumIf(d.gross_wei, kind != 'reverted_attempt') AS gross_wei,
    countIf(kind != 'reverted_attempt' AND d.gross_wei IS NULL) AS gross_unknown,
    sumIf(d.net_wei, kind != 'reverted_attempt') AS net_wei,
    countIf(kind != 'reverted_attempt' AND completeness = 'exact') AS net_exact,
    countIf(kind != 'reverted_attempt' AND completeness = 'upper_bound') AS net_bounded,
    countIf(kind != 'reverted_attempt' AND completeness = 'unknown') AS net_unknown,
    sumIf(d.gas_wei, kind = 'reverted_attempt') AS attempts_gas_wei,
    countIf(kind = 'reverted_attempt' AND d.gas_wei IS NULL) AS attempts_gas_unknown,
    min(block_number) AS first_block, max(block_number) AS last_block
FROM detections AS d FINAL
GROUP BY chain_id, searcher;

CREATE VIEW IF NOT EXISTS mev_per_contract AS
SELECT
    chain_id, contract, groupUniqArray(16)(searcher) AS searchers,
    countIf(kind = 'arbitrage') AS arbitrages,
    countIf(kind = 'sandwich') AS sandwiches,
    countIf(kind = 'jit') AS jits,
    countIf(kind = 'liquidation') AS liquidations,
    countIf(kind = 'reverted_attempt') AS reverted_attempts,
    sumIf(d.gross_wei, kind != 'reverted_attempt') AS gross_wei,
    countIf(kind != 'reverted_attempt' AND d.gross_wei IS NULL) AS gross_unknown,
    sumIf(d.net_wei, kind != 'reverted_attempt') AS net_wei,
    countIf(kind != 'reverted_attempt' AND completeness = 'exact') AS net_exact,
    countIf(kind != 'reverted_attempt' AND completeness = 'upper_bound') AS net_bounded,
    countIf(kind != 'reverted_attempt' AND completeness = 'unknown') AS net_unknown,
    min(block_number) AS first_block, max(block_number) AS last_block
FROM detections AS d FINAL
GROUP BY chain_id, contract;

CREATE VIEW IF NOT EXISTS mev_per_pool AS
SELECT
    chain_id, pool, any(t.protocol) AS protocol,
    uniqExactIf((block_hash, detection), kind = 'arbitrage') AS arbitrages,
    uniqExactIf((block_hash, detection), kind = 'sandwich') AS sandwiches,
    uniqExactIf((block_hash, detection), kind = 'jit') AS jits,
    uniqExactIf((block_hash, detection), kind = 'liquidation') AS liquidations,
    uniqExactIf((block_hash, detection), kind = 'reverted_attempt') AS reverted_attempts,
    countIf(role != 'victim') AS searchers_trades,
    countIf(role = 'victim') AS victims_trades,
    min(block_number) AS first_block, max(block_number) AS last_block
FROM detection_trades AS t FINAL
GROUP BY chain_id, pool;

CREATE VIEW IF NOT EXISTS mev_per_protocol AS
SELECT
    chain_id, protocol,
    uniqExactIf((block_hash, detection), kind = 'arbitrage') AS arbitrages,
    uniqExactIf((block_hash, detection), kind = 'sandwich') AS sandwiches,
    uniqExactIf((block_hash, detection), kind = 'jit') AS jits,
    uniqExactIf((block_hash, detection), kind = 'liquidation') AS liquidations,
    uniqExactIf((block_hash, detection), kind = 'reverted_attempt') AS reverted_attempts,
    countIf(role = 'victim') AS victims_trades
FROM
(
    SELECT chain_id, protocol, block_hash, detection, kind, role FROM detection_trades FINAL
    UNION ALL
    SELECT chain_id, liquidation_protocol AS protocol, block_hash, detection, kind, '' AS role
    FROM detections FINAL
    WHERE liquidation_protocol != ''
)
GROUP BY chain_id, protocol;

CREATE VIEW IF NOT EXISTS losses_per_victim AS
SELECT
    chain_id, victim, token, count() AS swaps,
    sum(v.loss_raw) AS loss_raw, countIf(v.loss_raw IS NULL) AS losses_unknown,
    min(block_number) AS first_block, max(block_number) AS last_block
FROM detection_victims AS v FINAL
GROUP BY chain_id, victim, token;

CREATE VIEW IF NOT EXISTS losses_per_pool AS
SELECT
    chain_id, pool, token, count() AS swaps, uniqExact(victim) AS victims,
    sum(v.loss_raw) AS loss_raw, countIf(v.loss_raw IS NULL) AS losses_unknown
FROM detection_victims AS v FINAL
GROUP BY chain_id, pool, token;

CREATE VIEW IF NOT EXISTS top_sandwichers AS
SELECT
    chain_id, contract, groupUniqArray(16)(searcher) AS searchers,
    count() AS sandwiches, sum(d.victims) AS victims,
    sum(d.gross_wei) AS gross_wei, countIf(d.gross_wei IS NULL) AS gross_unknown,
    sum(d.net_wei) AS net_wei, countIf(completeness = 'exact') AS net_exact, countIf(completeness != 'exact') AS net_not_exact,
    min(block_number) AS first_block, max(block_number) AS last_block
FROM detections AS d FINAL
WHERE kind = 'sandwich'
GROUP BY chain_id, contract
ORDER BY sandwiches DESC, gross_wei DESC, contract;

CREATE VIEW IF NOT EXISTS liquidations_by_protocol AS
SELECT
    chain_id, liquidation_protocol AS protocol, debt_token, collateral_token, count() AS liquidations,
    uniqExact(borrower) AS borrowers, uniqExact(liquidator) AS liquidators,
    sum(d.debt_repaid_raw) AS debt_repaid_raw, countIf(d.debt_repaid_raw IS NULL) AS debt_unknown,
    sum(d.collateral_seized_raw) AS collateral_seized_raw, countIf(d.collateral_seized_raw IS NULL) AS collateral_unknown
FROM detections AS d FINAL
WHERE kind = 'liquidation'
GROUP BY chain_id, liquidation_protocol, debt_token, collateral_token;

CREATE VIEW IF NOT EXISTS flows_to_builders AS
SELECT
    chain_id, fee_recipient, count() AS findings,
    sum(d.priority_fee_wei) AS priority_fee_wei, countIf(d.priority_fee_wei IS NULL) AS priority_fee_unknown,
    sumIf(d.builder_payment_wei, sight != 'logs') AS payment_wei,
    countIf(d.builder_payment_wei IS NULL OR sight = 'logs') AS payment_unknown,
    min(block_number) AS first_block, max(block_number) AS last_block
FROM detections AS d FINAL
GROUP BY chain_id, fee_recipient;

CREATE VIEW IF NOT EXISTS mev_coverage AS
SELECT
    chain_id, sight, scope,
    sum(c.blocks) AS blocks, sum(c.trades) AS trades, sum(c.trades_priced) AS trades_priced,
    sum(c.findings) AS findings, sum(c.net_exact) AS net_exact, sum(c.net_bounded) AS net_bounded,
    findings - net_exact - net_bounded AS net_unknown
FROM
(
    SELECT chain_id, sight, scope, 1 AS blocks, trades, trades_priced, 0 AS findings, 0 AS net_exact, 0 AS net_bounded
    FROM inspections FINAL
    UNION ALL
    SELECT chain_id, sight, scope, 0, 0, 0, 1, completeness = 'exact', completeness = 'upper_bound'
    FROM detections FINAL
    WHERE kind != 'reverted_attempt'
) AS c
GROUP BY chain_id, sight, scope;
