package io.mevstream.verify;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes bytes in the ways that disks, networks, bugs and enemies do. */
final class Mutations {
    private final SplittableRandom random;

    Mutations(SplittableRandom random) {
        this.random = random;
    }

    /** A changed copy of the bytes from {@code from} on; one to three changes, which may undo each other. */
    byte[] mutate(byte[] bytes, int from) {
        byte[] changed = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            changed = once(changed, from);
        }
        return changed;
    }

    private byte[] once(byte[] bytes, int from) {
        int length = bytes.length - from;
        if (length <= 0) {
            return insert(bytes, from, 1 + random.nextInt(8));
        }
        int at = from + random.nextInt(length);
        int count = Math.min(1 + random.nextInt(40), bytes.length - at);
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> insert(bytes, at, 1 + random.nextInt(40));
            case 2 -> cut(bytes, at, count);
            case 3 -> fill(bytes, at, count, (byte) 0);
            case 4 -> fill(bytes, at, count, (byte) 0xff);
            case 5 -> varint(bytes, at);
            case 6 -> move(bytes, at, from + random.nextInt(length), count);
            case 7 -> flip(bytes, at, 1 + random.nextInt(255));
            default -> flip(bytes, at, 1 << random.nextInt(8));
        };
    }

    private static byte[] flip(byte[] bytes, int at, int bits) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) bits;
        return changed;
    }

    private static byte[] fill(byte[] bytes, int at, int count, byte value) {
        byte[] changed = bytes.clone();
        Arrays.fill(changed, at, at + count, value);
        return changed;
    }

    /** A length or a count that asks for gigabytes. */
    private byte[] varint(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        int count = Math.min(4 + random.nextInt(6), bytes.length - at);
        for (int i = 0; i < count; i++) {
            changed[at + i] = (byte) (random.nextInt() | (i < count - 1 ? 0x80 : 0));
        }
        return changed;
    }

    private static byte[] move(byte[] bytes, int from, int to, int count) {
        byte[] changed = bytes.clone();
        System.arraycopy(bytes, from, changed, to, Math.min(count, bytes.length - to));
        return changed;
    }

    private static byte[] cut(byte[] bytes, int at, int count) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length - count);
        System.arraycopy(bytes, at + count, changed, at, bytes.length - count - at);
        return changed;
    }

    private byte[] insert(byte[] bytes, int at, int count) {
        byte[] changed = new byte[bytes.length + count];
        byte[] inserted = new byte[count];
        random.nextBytes(inserted);
        System.arraycopy(bytes, 0, changed, 0, at);
        System.arraycopy(inserted, 0, changed, at, count);
        System.arraycopy(bytes, at, changed, at + count, bytes.length - at);
        return changed;
    }
}
