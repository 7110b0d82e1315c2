package io.mevstream.devchain.node;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;

/**
 * A transaction as it is sent.
 *
 * @param raw the typed envelope in hexadecimal
 */
public record SignedTransaction(Hash hash, Address from, long nonce, Call call, String raw) {}
