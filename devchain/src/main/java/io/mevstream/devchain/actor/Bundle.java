package io.mevstream.devchain.actor;

import java.util.List;

/**
 * Transactions that are wanted next to each other in the next block, or not at all.
 *
 * @param transactions in order, others' public ones among them
 */
public record Bundle(String id, List<Pending> transactions) {}
