/** Recordings: a chain log, or a part of it, in one compressed file that goes from machine to machine. */
@NullMarked
package io.mevstream.jobs.io.recording;

import org.jspecify.annotations.NullMarked;
