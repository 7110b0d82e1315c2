package io.mevstream.detect;

import java.util.List;

/** Finds one kind of thing in a block: a pure function of what the block's transactions did. */
@FunctionalInterface
public interface Detector {

    /** What it finds, in the block's order. */
    List<Detection> detect(Reading reading);
}
