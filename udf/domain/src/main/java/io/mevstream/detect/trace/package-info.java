/** Call traces made into actions: what the calls of the same protocols mean whose logs are decoded. */
@NullMarked
package io.mevstream.detect.trace;

import org.jspecify.annotations.NullMarked;
