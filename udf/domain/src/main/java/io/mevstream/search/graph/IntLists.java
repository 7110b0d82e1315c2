package io.mevstream.search.graph;

import java.util.Arrays;

/**
 * Many short lists in one array. An entry is as many ints as the width; the order of a list's entries means nothing, so that one is
 * removed by moving the last into its place. A list that outgrows its room moves to the end; the array is packed
 * when half of it is room left behind.
 */
final class IntLists {

    private static final int FIRST_ROOM = 4;

    private final int width;
    private int[] ints = new int[64];
    private int[] starts = new int[16];
    private int[] sizes = new int[16];
    private int[] rooms = new int[16];
    private int lists;
    private int used;
    private int left;

    /** Without lists; {@code width} ints an entry. */
    IntLists(int width) {
        this.width = width;
    }

    /** Another empty list: its number, from 0 on. */
    int open() {
        if (lists == starts.length) {
            starts = Arrays.copyOf(starts, 2 * lists);
            sizes = Arrays.copyOf(sizes, 2 * lists);
            rooms = Arrays.copyOf(rooms, 2 * lists);
        }
        starts[lists] = used;
        sizes[lists] = 0;
        rooms[lists] = 0;
        return lists++;
    }

    int count() {
        return lists;
    }

    /** How many entries a list has. */
    int size(int list) {
        return sizes[list];
    }

    /** Where a list begins in {@link #ints}. */
    int start(int list) {
        return starts[list];
    }

    /** Where a list ends in {@link #ints}. */
    int end(int list) {
        return starts[list] + sizes[list] * width;
    }

    /** All lists' ints; another array after an entry was added. */
    int[] ints() {
        return ints;
    }

    void add(int list, int... entry) {
        if (sizes[list] == rooms[list]) {
            grow(list);
        }
        System.arraycopy(entry, 0, ints, end(list), width);
        sizes[list]++;
    }

    /** Removes the entry whose first ints are these; throws {@link IllegalStateException} where there is none. */
    void remove(int list, int... beginning) {
        for (int at = starts[list]; at < end(list); at += width) {
            if (Arrays.equals(ints, at, at + beginning.length, beginning, 0, beginning.length)) {
                sizes[list]--;
                System.arraycopy(ints, end(list), ints, at, width);
                return;
            }
        }
        throw new IllegalStateException(
                "expected an entry " + Arrays.toString(beginning) + " in list " + list + ", found none");
    }

    private void grow(int list) {
        int room = Math.max(FIRST_ROOM, 2 * rooms[list]);
        if (used + room * width > ints.length) {
            pack(room * width);
        }
        System.arraycopy(ints, starts[list], ints, used, sizes[list] * width);
        left += rooms[list] * width;
        starts[list] = used;
        rooms[list] = room;
        used += room * width;
    }

    /** Makes room for so many more ints at the end. */
    private void pack(int more) {
        int needed = used - left + more;
        if (left < used / 2) {
            ints = Arrays.copyOf(ints, Math.max(2 * ints.length, used + more));
            return;
        }
        int[] packed = new int[Math.max(64, 2 * needed)];
        int to = 0;
        for (int list = 0; list < lists; list++) {
            System.arraycopy(ints, starts[list], packed, to, sizes[list] * width);
            starts[list] = to;
            to += rooms[list] * width;
        }
        ints = packed;
        used = to;
        left = 0;
    }

    long bytes() {
        return 4L * (ints.length + starts.length + sizes.length + rooms.length);
    }
}
