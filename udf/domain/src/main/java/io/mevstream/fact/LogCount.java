package io.mevstream.fact;

/**
 * How many logs of a block met one fate. The counts of a block add up to its logs.
 *
 * @param protocol the claiming protocol; empty for unknown and rejected logs
 * @param event the event's name; empty for unknown and rejected logs
 * @param reason why rejected or ignored; empty otherwise
 */
public record LogCount(Origin origin, String protocol, String event, Fate fate, String reason, int logs) {

    /** What became of the logs. */
    public enum Fate {
        DECODED,
        IGNORED,
        UNKNOWN,
        REJECTED
    }
}
