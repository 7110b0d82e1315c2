package io.mevstream.fact;

import io.mevstream.chain.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Something that was refused, with everything needed to judge it later.
 *
 * @param step the step that refused it
 * @param reason from the step's closed list
 * @param detail what was expected and what was found
 * @param source where it came from: a file and entry, a topic with partition and offset, or a log of a block
 * @param origin the record of the chain log it was part of; null where it never got that far
 * @param payload the refused bytes exactly
 */
public record DeadLetter(
        String step, String reason, String detail, String source, @Nullable Origin origin, Bytes payload) {}
