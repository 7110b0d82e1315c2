package io.mevstream.verify;

/** How much a proof does. */
public enum Size {
    /** A few seconds, on every build. */
    CI,
    /** The figures that are claimed; may take hours and can be resumed. */
    FULL
}
