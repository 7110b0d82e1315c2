/** Whether a block is what its own hash, roots and blooms commit to. Formats after the Ethereum yellow paper and its EIPs. */
@NullMarked
package io.mevstream.integrity;

import org.jspecify.annotations.NullMarked;
