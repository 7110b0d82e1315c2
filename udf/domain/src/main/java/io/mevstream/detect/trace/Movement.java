package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.detect.Action.Transferred.Means;
import io.mevstream.num.UInt256;

/**
 * An amount of a token or of ether that a call moved, if it was not undone later.
 *
 * @param frame the call's place in its transaction
 */
record Movement(int frame, Address token, Address from, Address to, UInt256 amountRaw, Means means) {}
