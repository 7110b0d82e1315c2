/** What every topology is made with: named steps and typed streams. */
@NullMarked
package io.mevstream.jobs.stream;

import org.jspecify.annotations.NullMarked;
