/** The state of pools as events tell it, held against what their contracts say after every block. */
@NullMarked
package io.mevstream.devchain.state;

import org.jspecify.annotations.NullMarked;
