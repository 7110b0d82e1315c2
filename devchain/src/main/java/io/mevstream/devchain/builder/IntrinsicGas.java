package io.mevstream.devchain.builder;

import io.mevstream.chain.Transaction;

/** The gas that a transaction must bring before anything runs, by the rules of Prague. */
final class IntrinsicGas {

    private static final long BASE = 21_000;
    private static final long CREATION = 32_000;
    private static final long INIT_CODE_WORD = 2;
    private static final long TOKEN = 4;
    private static final long FLOOR_TOKEN = 10;
    private static final long NON_ZERO_TOKENS = 4;
    private static final long LISTED_ADDRESS = 2_400;
    private static final long LISTED_SLOT = 1_900;
    private static final long AUTHORIZATION = 25_000;

    private IntrinsicGas() {}

    static long of(Transaction transaction) {
        byte[] input = transaction.input().array();
        long tokens = 0;
        for (byte b : input) {
            tokens += b == 0 ? 1 : NON_ZERO_TOKENS;
        }
        long gas = BASE
                + TOKEN * tokens
                + AUTHORIZATION * transaction.authorizations().size();
        if (transaction.to() == null) {
            gas += CREATION + INIT_CODE_WORD * ((input.length + 31) / 32);
        }
        for (Transaction.AccessListEntry entry : transaction.accessList()) {
            gas += LISTED_ADDRESS + LISTED_SLOT * entry.storageKeys().size();
        }
        // EIP-7623: what mostly carries data pays for it at least so much.
        return Math.max(gas, BASE + FLOOR_TOKEN * tokens);
    }
}
