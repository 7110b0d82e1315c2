package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.detect.Action;
import io.mevstream.num.UInt256;

/** Flash loans: what went out and came back within one call. */
final class Loans {

    private Loans() {}

    /** The loan with the fee that its return shows; without one where it did not come back to the lender itself. */
    static Action of(Call call, Address receiver, Address token, UInt256 amount) {
        UInt256 back = call.sum(m -> m.token().equals(token) && m.to().equals(call.contract()));
        UInt256 out = call.sum(m -> m.token().equals(token) && m.from().equals(call.contract()));
        return new Action.FlashLoaned(
                call.evidence(),
                call.fate(),
                call.protocol(),
                call.contract(),
                receiver,
                token,
                amount,
                back.compareTo(out) >= 0 && !back.isZero() ? back.sub(out) : null);
    }
}
