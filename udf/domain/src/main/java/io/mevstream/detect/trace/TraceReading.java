package io.mevstream.detect.trace;

import io.mevstream.detect.BlockActions;
import java.util.SortedMap;

/**
 * What a block's call traces were read as.
 *
 * @param unread how many calls had a declared function's selector and were made into nothing, by protocol and reason;
 *     counts are above zero
 */
public record TraceReading(BlockActions actions, SortedMap<UnreadCall, Integer> unread) {}
