package io.mevstream.detect;

import io.mevstream.fact.Origin;

/** What one transaction of a block was, and the record of the chain log that says so. */
public record TransactionClassFact(Origin origin, TransactionClass transaction) {}
