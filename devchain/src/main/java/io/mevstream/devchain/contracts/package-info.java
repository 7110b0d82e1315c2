/** Contracts as data: packages, artifacts, libraries linked in, sources compiled, calls encoded. */
@NullMarked
package io.mevstream.devchain.contracts;

import org.jspecify.annotations.NullMarked;
