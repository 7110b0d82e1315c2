package io.mevstream.detect.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.detect.BlockActions;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Detection.Kind;
import io.mevstream.detect.Detection.Part;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Detection.VictimLoss;
import io.mevstream.detect.EtherPrices;
import io.mevstream.detect.Inspector;
import io.mevstream.detect.LoggedActions;
import io.mevstream.detect.Profit.TokenDelta;
import io.mevstream.detect.trace.TraceActions;
import io.mevstream.num.Int256;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The sandwich of four victims that mev-inspect-py asserts of mainnet block 12775690: its amounts, done again on a pair with
 * reserves under which the pair's formula gives every one of them, the exact output of the first victim too.
 */
class LabelledSandwichTest {

    private static final Address TOKEN = Address.of("0x9813037ee2218799597d83d4a5b6f3b6778218d9");
    private static final Address PAIR = Address.of("0xefb47fcfcad4f96c83d4ca676842fb03ef20a477");
    private static final BigInteger FRONT = new BigInteger("12108789017249529876");
    private static final List<String> OTHER_VICTIMS =
            List.of("300000000000000000", "125000000000000000", "30000000000000000000");

    private static Tape block() {
        Market people = new Market(0);
        Pool pool = Pool.pairAt(
                PAIR,
                TOKEN,
                Tape.WETH,
                new BigInteger("564556729270849363762005"),
                new BigInteger("6100730078533223110754"));
        Tape tape = new Tape(12775690, people.person("builder"));
        Venues venues = new Venues(tape);
        Bystanders users = new Bystanders(people, tape);
        Address sender = people.person("attacker");
        Address bot = people.person("bot");
        tape.sends(people.person("sender"), people.person("friend"), BigInteger.ONE);
        tape.sends(sender, bot, BigInteger.ZERO);
        BigInteger bought = venues.swap(pool, Tape.WETH, FRONT, bot, venues.ownTokens());
        assertThat(bought).isEqualTo(new BigInteger("1114969767487478978357"));
        Address first = people.person("user");
        tape.sends(first, people.person("router"), BigInteger.ZERO);
        BigInteger exact = new BigInteger("60000000000000000000");
        venues.swapFor(pool, Tape.WETH, new BigInteger("652974555369106606"), exact, first, venues.tokensOf(first));
        OTHER_VICTIMS.forEach(amount -> users.trades(pool, Tape.WETH, new BigInteger(amount)));
        tape.sends(sender, bot, BigInteger.ZERO);
        BigInteger got = venues.swap(pool, TOKEN, bought, bot, venues.ownTokens());
        assertThat(got).isEqualTo(new BigInteger("12158780499164852150"));
        return tape;
    }

    private static void check(BlockActions block) {
        List<Detection> found = new Inspector().inspect(block, EtherPrices.NONE);
        assertThat(found).hasSize(1);
        Detection sandwich = found.get(0);
        assertThat(sandwich.kind()).isEqualTo(Kind.SANDWICH);
        assertThat(sandwich.parts())
                .extracting(Part::role)
                .containsExactly(Role.FRONT, Role.VICTIM, Role.VICTIM, Role.VICTIM, Role.VICTIM, Role.BACK);
        assertThat(sandwich.profit().grossRaw())
                .containsExactly(new TokenDelta(Tape.WETH, Int256.of(49_991_481_915_322_274L)));
        // Worked outside of this code: what the formula gives for the same inputs on the reserves before the front.
        assertThat(sandwich.victims())
                .extracting(VictimLoss::lossRaw)
                .containsExactly(
                        Int256.of(new BigInteger("238042840814283298")),
                        Int256.of(new BigInteger("109339860321188361")),
                        Int256.of(new BigInteger("45553521933458922")),
                        Int256.of(new BigInteger("10852686526805330867")));
    }

    @Test
    void itsLogsShowFourVictims() {
        check(LoggedActions.of(block().logged(), new HashMap<>()));
    }

    @Test
    void itsCallTracesShowFourVictims() {
        check(new TraceActions(1).of(block().traced()));
    }
}
