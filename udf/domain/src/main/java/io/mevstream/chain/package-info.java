/** What a chain is made of: addresses, hashes, headers, transactions, receipts, logs, and the record of the chain log. */
@NullMarked
package io.mevstream.chain;

import org.jspecify.annotations.NullMarked;
