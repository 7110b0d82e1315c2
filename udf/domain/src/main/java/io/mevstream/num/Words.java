package io.mevstream.num;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian 64-bit words in byte arrays, as the ABI lays them out. */
public final class Words {

    private static final VarHandle BIG_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_ENDIAN_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Words() {}

    public static long read(byte[] bytes, int offset) {
        return (long) BIG_ENDIAN_LONG.get(bytes, offset);
    }

    public static void write(long word, byte[] target, int offset) {
        BIG_ENDIAN_LONG.set(target, offset, word);
    }

    public static int readInt(byte[] bytes, int offset) {
        return (int) BIG_ENDIAN_INT.get(bytes, offset);
    }

    public static void writeInt(int word, byte[] target, int offset) {
        BIG_ENDIAN_INT.set(target, offset, word);
    }
}
