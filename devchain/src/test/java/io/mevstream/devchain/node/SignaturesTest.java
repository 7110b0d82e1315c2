package io.mevstream.devchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

class SignaturesTest {

    @Test
    void signsAsWeb3jDoes() {
        boolean[] ids = new boolean[2];
        for (int i = 0; i < 200; i++) {
            Account account = Account.named("signer " + i);
            Hash message = Keccak.hash("message " + i);
            Sign.SignatureData ours = Signatures.sign(message, account.privateKey());

            assertThat(ours)
                    .isEqualTo(Sign.signMessage(message.toBytes(), ECKeyPair.create(account.privateKey()), false));
            ids[ours.getV()[0] - Sign.LOWER_REAL_V] = true;
        }
        assertThat(ids).containsOnly(true);
    }
}
