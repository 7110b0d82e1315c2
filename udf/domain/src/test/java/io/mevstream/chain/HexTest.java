package io.mevstream.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
