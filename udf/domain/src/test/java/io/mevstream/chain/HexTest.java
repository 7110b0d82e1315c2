package io.mevstream.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HexTest {

    @Test
    void readsTheDigitsAndNoOtherCharacter() {
        for (char c = 0; c < 1000; c++) {
            String text = "0x" + c + "1";
            int digit = "0123456789abcdef".indexOf(Character.toLowerCase(c));
            if (digit >= 0) {
                assertThat(Hex.decode(text)).containsExactly((byte) (digit << 4 | 1));
            } else {
                assertThatThrownBy(() -> Hex.decode(text)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void readsBytesAsItReadsText() {
        Random random = new Random(1);
        for (int length = 0; length < 44; length++) {
            byte[] text = new byte[3 + length];
            for (int i = 0; i < length; i++) {
                text[3 + i] = (byte) "0123456789abcdefABCDEF".charAt(random.nextInt(22));
            }
            text[1] = '0';
            text[2] = 'x';
            assertSame(text);
            for (int place = 1; place < text.length; place++) {
                byte digit = text[place];
                for (int c = 0; c < 256; c++) {
                    text[place] = (byte) c;
                    assertSame(text);
                }
                text[place] = digit;
            }
        }
    }

    /** Read from the second byte on, so that no word is aligned. */
    private static void assertSame(byte[] bytes) {
        String text = new String(bytes, 1, bytes.length - 1, StandardCharsets.ISO_8859_1);
        byte[] expected = null;
        try {
            expected = Hex.decode(text);
        } catch (IllegalArgumentException e) {
            // No digits: bytes must say so too.
        }
        byte[] found = Hex.decode(bytes, 1, bytes.length);
        if (!Arrays.equals(expected, found)) {
            assertThat(found).as(text).isEqualTo(expected);
        }
    }
}
