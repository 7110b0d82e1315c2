package io.mevstream.jobs.io.chainlog;

/** Says that a wire record holds a value the domain does not have. Caught where the record was decoded. */
final class ImpossibleValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String detail;

    ImpossibleValueException(String detail) {
        super(detail);
        this.detail = detail;
    }

    @Override
    public String getMessage() {
        return detail;
    }
}
