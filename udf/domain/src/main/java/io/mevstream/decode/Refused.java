package io.mevstream.decode;

/**
 * Why a log could not be read, on its way from the reader that noticed to the {@link LogOutcome.Rejected} that
 * {@link LogDecoder} makes of it. It never leaves the decoder. It carries no stack trace: hostile logs must stay cheap.
 */
public final class Refused extends Exception {

    private final RejectionReason reason;
    private final String detail;

    public Refused(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    /** A value the protocol cannot produce. */
    public static Refused impossible(String detail) {
        return new Refused(RejectionReason.IMPOSSIBLE_VALUE, detail);
    }

    public RejectionReason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
