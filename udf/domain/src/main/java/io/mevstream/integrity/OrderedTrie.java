package io.mevstream.integrity;

import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;

/**
 * The Merkle-Patricia trie of a list: item i stands under the key rlp(i) (yellow paper, appendix D). No key of such a trie
 * is the beginning of another, so no branch holds a value; and the keys' order is known: 1 to 127, 0, 128 and on.
 */
final class OrderedTrie {

    /** The root of an empty list: the hash of the empty string's encoding. */
    static final Hash EMPTY_ROOT = Keccak.hash(new byte[] {(byte) 0x80});

    private final RlpWriter writer;
    private final int[] bounds;
    private final int[] order;
    private final byte[][] keys;

    /** Item i stands in the writer between {@code bounds[i]} and {@code bounds[i + 1]}. */
    private OrderedTrie(RlpWriter writer, int[] bounds) {
        this.writer = writer;
        this.bounds = bounds;
        int count = bounds.length - 1;
        order = new int[count];
        keys = new byte[count][];
        int place = 0;
        for (int i = 1; i < Math.min(count, 128); i++) {
            order[place++] = i;
        }
        order[place++] = 0;
        for (int i = 128; i < count; i++) {
            order[place++] = i;
        }
        for (int i = 0; i < count; i++) {
            keys[i] = nibbles(order[i]);
        }
    }

    /** The root over the items that lie in the writer one after another; what it appends, it removes. */
    static Hash root(RlpWriter writer, int[] bounds) {
        if (bounds.length == 1) {
            return EMPTY_ROOT;
        }
        OrderedTrie trie = new OrderedTrie(writer, bounds);
        int end = writer.length();
        trie.node(0, trie.order.length, 0);
        Hash root = writer.hashFrom(end);
        writer.truncate(end);
        return root;
    }

    /** Appends the node of the keys {@code from} to {@code to}, which agree in their first {@code depth} nibbles. */
    private void node(int from, int to, int depth) {
        int list = writer.beginList();
        if (to - from == 1) {
            int item = order[from];
            path(keys[from], depth, keys[from].length, true);
            writer.ownString(bounds[item], bounds[item + 1]);
        } else {
            int shared = sharedDepth(from, to, depth);
            if (shared > depth) {
                path(keys[from], depth, shared, false);
                reference(from, to, shared);
            } else {
                branch(from, to, depth);
            }
        }
        writer.endList(list);
    }

    private void branch(int from, int to, int depth) {
        int begin = from;
        for (int nibble = 0; nibble < 16; nibble++) {
            int end = begin;
            while (end < to && keys[end][depth] == nibble) {
                end++;
            }
            if (end == begin) {
                writer.emptyString();
            } else {
                reference(begin, end, depth + 1);
            }
            begin = end;
        }
        writer.emptyString();
    }

    /** A node shorter than a hash stands for itself. */
    private void reference(int from, int to, int depth) {
        int begin = writer.length();
        node(from, to, depth);
        if (writer.length() - begin >= Hash.LENGTH) {
            Hash hash = writer.hashFrom(begin);
            writer.truncate(begin);
            writer.hash(hash);
        }
    }

    private int sharedDepth(int from, int to, int depth) {
        byte[] first = keys[from];
        byte[] last = keys[to - 1];
        int shared = depth;
        while (first[shared] == last[shared]) {
            shared++;
        }
        return shared;
    }

    /** Hex-prefix encoding of nibbles (yellow paper, appendix C). */
    private void path(byte[] nibbles, int from, int to, boolean leaf) {
        int odd = to - from & 1;
        byte[] packed = new byte[(to - from) / 2 + 1];
        packed[0] = (byte) ((leaf ? 0x20 : 0) | (odd == 1 ? 0x10 | nibbles[from] : 0));
        for (int i = from + odd, at = 1; i < to; i += 2, at++) {
            packed[at] = (byte) (nibbles[i] << 4 | nibbles[i + 1]);
        }
        writer.string(packed, 0, packed.length);
    }

    private static byte[] nibbles(int index) {
        RlpWriter key = new RlpWriter(5);
        key.number(index);
        byte[] bytes = key.copyFrom(0);
        byte[] nibbles = new byte[2 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            nibbles[2 * i] = (byte) (bytes[i] >> 4 & 15);
            nibbles[2 * i + 1] = (byte) (bytes[i] & 15);
        }
        return nibbles;
    }
}
