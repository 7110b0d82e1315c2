package io.mevstream.detect;

import io.mevstream.detect.trace.UnreadCall;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything that inspecting a block gave.
 *
 * @param detections by the first of their transactions
 * @param classes of the transactions that could be looked at, by transaction index
 * @param trades what its call traces show, in their order; empty where it has none
 * @param unread calls that had a selector we know and were made into nothing, by protocol and reason
 */
public record BlockInspection(
        InspectionFact block,
        List<DetectionFact> detections,
        List<TransactionClassFact> classes,
        List<TracedTrade> trades,
        SortedMap<UnreadCall, Integer> unread) {}
