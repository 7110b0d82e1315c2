/** Results as text for people and programs. */
@NullMarked
package io.mevstream.jobs.io.text;

import org.jspecify.annotations.NullMarked;
