package io.mevstream.devchain.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.amm.v2.ConstantProduct;
import io.mevstream.amm.v2.PairFee;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Hex;
import io.mevstream.devchain.DevChain;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.node.Anvil;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.Question;
import io.mevstream.devchain.oracle.CallBatch.View;
import io.mevstream.event.PoolFamily;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallBatchTest {

    private static final int STATES = 20_000;
    /** Where a pair keeps its reserves and the time of their last change. */
    private static final Hash RESERVES = Hash.of("0x" + "0".repeat(63) + "8");

    @TempDir
    static Path folder;

    private static DevChain chain;
    private static CallBatch batch;
    private static Address router;

    private final Random random = new Random(5);

    @BeforeAll
    static void deploy() {
        NpmPackages packages = NpmPackages.locate();
        chain = DevChain.start(packages, Anvil.Settings.STANDARD, 1, folder, step -> {});
        batch = CallBatch.over(chain.anvil().rpc(), packages);
        router = chain.deployment().contract("uniswap-v2/router");
    }

    @AfterAll
    static void close() {
        chain.close();
    }

    @Test
    void quotesRandomReservesAsTheRouterDoes() {
        List<View> views = new ArrayList<>();
        List<UInt256[]> states = new ArrayList<>();
        for (int i = 0; i < STATES; i++) {
            UInt256[] state = {number(100), number(111), number(111)};
            states.add(state);
            views.add(View.of(
                    router,
                    "getAmountOut(uint256,uint256,uint256)",
                    state[0].toBigInteger(),
                    state[1].toBigInteger(),
                    state[2].toBigInteger()));
        }

        List<Answer> answers = batch.ask(views);

        for (int i = 0; i < STATES; i++) {
            UInt256[] state = states.get(i);
            assertThat(answers.get(i).ok()).isTrue();
            assertThat(ConstantProduct.getAmountOut(state[0], state[1], state[2], PairFee.UNISWAP))
                    .isEqualTo(UInt256.fromBytes(answers.get(i).data().array(), 0));
        }
    }

    @Test
    void asksEachQuestionAtAStateOfItsOwn() {
        Deployment.Pool pair = chain.deployment().pools(PoolFamily.UNISWAP_V2).get(0);
        List<Question> questions = new ArrayList<>();
        List<BigInteger> reserves = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            BigInteger reserve0 = number(111).toBigInteger();
            reserves.add(reserve0);
            Hash slot = word(reserve0.or(BigInteger.valueOf(7).shiftLeft(112)));
            questions.add(new Question(
                    Map.of(pair.address(), Map.of(RESERVES, slot)), List.of(View.of(pair.address(), "getReserves()"))));
        }

        List<List<Answer>> answers = batch.askAll(questions);

        for (int i = 0; i < questions.size(); i++) {
            byte[] data = answers.get(i).get(0).data().array();
            assertThat(UInt256.fromBytes(data, 0).toBigInteger()).isEqualTo(reserves.get(i));
            assertThat(UInt256.fromBytes(data, 32).toBigInteger()).isEqualTo(BigInteger.valueOf(7));
        }
    }

    @Test
    void handsBackWhatACallRevertedWith() {
        List<Answer> answers = batch.ask(List.of(
                View.of(router, "getAmountOut(uint256,uint256,uint256)", 0, 1, 1), View.of(router, "factory()")));

        assertThat(answers.get(0).ok()).isFalse();
        assertThat(Hex.encode(answers.get(0).data().array())).startsWith("0x08c379a0");
        assertThat(answers.get(1).ok()).isTrue();
    }

    private UInt256 number(int mostBits) {
        return UInt256.of(new BigInteger(1 + random.nextInt(mostBits), random).add(BigInteger.ONE));
    }

    private static Hash word(BigInteger value) {
        byte[] bytes = new byte[32];
        UInt256.of(value).toBytes(bytes, 0);
        return Hash.fromBytes(bytes, 0);
    }
}
