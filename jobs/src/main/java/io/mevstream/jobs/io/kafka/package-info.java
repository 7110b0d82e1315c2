/** The chain log in Kafka: settings, an embedded broker, the fenced writer, the reader, and the source of a job. */
@NullMarked
package io.mevstream.jobs.io.kafka;

import org.jspecify.annotations.NullMarked;
