package io.mevstream.chain;

import org.jspecify.annotations.Nullable;

/**
 * A transaction as it was seen before its block.
 *
 * @param from the sender as the source states it; null where it does not
 * @param raw the signed transaction as nodes gossip it, without blobs; null where the source gave the hash alone
 * @param seen when and where it was first seen; null where that is not known
 */
public record SeenTransaction(Hash hash, @Nullable Address from, @Nullable Bytes raw, @Nullable Sighting seen) {}
