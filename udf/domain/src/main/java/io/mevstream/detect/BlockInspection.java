package io.mevstream.detect;

import java.util.List;

/**
 * Everything that inspecting a block gave.
 *
 * @param detections by the first of their transactions
 * @param trades what its call traces show, in their order; empty where it has none
 */
public record BlockInspection(InspectionFact block, List<DetectionFact> detections, List<TracedTrade> trades) {}
