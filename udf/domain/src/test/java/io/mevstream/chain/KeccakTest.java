package io.mevstream.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeccakTest {

    @Test
    void hashesNothingToTheHashOfAnAccountWithoutCode() {
        assertThat(Keccak.hash(new byte[0]))
                .isEqualTo(Hash.of("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
    }

    @Test
    void hashesTheTransferSignatureToItsTopic() {
        assertThat(Keccak.hash("Transfer(address,address,uint256)"))
                .isEqualTo(Hash.of("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"));
    }

    @Test
    void hashesOnlyTheRangeGiven() {
        assertThat(Keccak.hash(new byte[] {9, 1, 2, 9}, 1, 2)).isEqualTo(Keccak.hash(new byte[] {1, 2}));
    }
}
