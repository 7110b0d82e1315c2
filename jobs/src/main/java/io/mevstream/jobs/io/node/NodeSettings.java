package io.mevstream.jobs.io.node;

/**
 * How endpoints are asked.
 *
 * @param chainId the chain they must be of
 * @param deadlineMillis how long an answer may take, to its last byte
 * @param patienceMillis how long it may take before another endpoint is asked as well
 * @param pollMillis how often an endpoint without subscriptions is asked for its head
 * @param socketPollMillis how often one with subscriptions is, in case a notification went missing
 * @param pending whether pending transactions are wanted
 * @param traces whether call traces are fetched with each block
 */
public record NodeSettings(
        long chainId,
        long deadlineMillis,
        long patienceMillis,
        long pollMillis,
        long socketPollMillis,
        boolean pending,
        boolean traces) {}
