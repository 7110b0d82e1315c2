/** How fast we are, as ratios in one run against named peers that do the same work. */
package io.mevstream.bench;
