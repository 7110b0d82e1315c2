/** Our pool maths against the deployed contracts at random states, in bulk. */
@NullMarked
package io.mevstream.devchain.maths;

import org.jspecify.annotations.NullMarked;
