package io.mevstream.devchain.builder;

/** A request that is understood and not done, with JSON-RPC's code for why. */
public final class Refusal extends RuntimeException {

    /** The request says something impossible. */
    public static final int INVALID_PARAMS = -32602;
    /** The request is well-formed and the chain does not allow it. */
    public static final int NOT_ALLOWED = -32000;
    /** The method is not known here. */
    public static final int NO_METHOD = -32601;

    private static final long serialVersionUID = 1;

    private final int code;

    public Refusal(int code, String message) {
        super(message);
        this.code = code;
    }

    public static Refusal invalid(String message) {
        return new Refusal(INVALID_PARAMS, message);
    }

    public static Refusal notAllowed(String message) {
        return new Refusal(NOT_ALLOWED, message);
    }

    public int code() {
        return code;
    }
}
