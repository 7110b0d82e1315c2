/** From raw logs to events: one folder for each protocol, one registry, nothing dropped. */
@NullMarked
package io.mevstream.decode;

import org.jspecify.annotations.NullMarked;
