package io.mevstream.jobs.io.node;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is doing.
 *
 * @param healthy whether it is asked; one that is not is looked at every five seconds
 * @param latencyMicros a moving average
 * @param head the number of the block it showed last; null before the first
 * @param failures how often what went wrong, by {@link NodeFailure.Kind}
 */
public record EndpointReport(
        String name,
        boolean healthy,
        long latencyMicros,
        long answers,
        @Nullable Long head,
        Map<String, Long> failures) {}
