/** Views of deployed contracts in bulk, to compare our maths with. */
@NullMarked
package io.mevstream.devchain.oracle;

import org.jspecify.annotations.NullMarked;
