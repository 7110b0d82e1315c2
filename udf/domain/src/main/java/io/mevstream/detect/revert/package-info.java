/** What would have been found, had it not been reverted. */
@NullMarked
package io.mevstream.detect.revert;

import org.jspecify.annotations.NullMarked;
