/** Settings files: small YAML records, read once, of which an unknown line is an error. */
@NullMarked
package io.mevstream.jobs.io.settings;

import org.jspecify.annotations.NullMarked;
