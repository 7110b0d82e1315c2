/** What is deployed on the development chain: one class a protocol, and the record of every address. */
@NullMarked
package io.mevstream.devchain.market;

import org.jspecify.annotations.NullMarked;
