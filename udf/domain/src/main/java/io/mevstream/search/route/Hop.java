package io.mevstream.search.route;

/**
 * One swap of a route.
 *
 * @param slot the pool's slot in the graph
 * @param positionIn where in the pool's order the token stands that is paid in
 * @param positionOut and the one that is paid out
 * @param from the graph's number of the token paid in
 * @param to and of the one paid out
 */
public record Hop(int slot, int positionIn, int positionOut, int from, int to) {}
