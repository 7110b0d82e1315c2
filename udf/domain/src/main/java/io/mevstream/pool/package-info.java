/** What is known of each pool, how it was proven, and how it changes block by block and back. */
@NullMarked
package io.mevstream.pool;

import org.jspecify.annotations.NullMarked;
