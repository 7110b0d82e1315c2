/** Real engines as child processes: each class is the main of one. */
package io.mevstream.engines;
