/** The command line: parses, reports progress, and runs the jobs as a cluster would. Nothing else prints. */
@NullMarked
package io.mevstream.jobs.launcher;

import org.jspecify.annotations.NullMarked;
