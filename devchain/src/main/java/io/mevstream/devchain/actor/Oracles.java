package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.actor.Purpose.Kind;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who sets the feeds, one transaction a feed, as soon as an answer is off by a fifth of a percent; crashes among them. */
public final class Oracles implements Actor {

    private static final long DEVIATION = 2_000;
    private static final long LOOKS = 1_000_000;
    private static final long GAS = 150_000;
    private static final long TIP_WEI = 5_000_000_000L;
    private static final BigInteger ETHER = BigInteger.TEN.pow(18);

    private @Nullable Account account;

    @Override
    public String name() {
        return "oracles";
    }

    @Override
    public void setUp(Stage stage) {
        account = stage.account("oracle");
    }

    @Override
    public void act(Turn turn, List<Answer> answers) {
        Dice dice = turn.dice(name());
        if (dice.count(turn.rate("oracles", LOOKS)) == 0) {
            return;
        }
        Prices prices = new Prices(turn.slot().seed());
        BigInteger ether = BigInteger.valueOf(
                prices.usd8(turn.deployment().token("WETH"), turn.slot().height()));
        for (Token token : turn.deployment().tokens()) {
            BigInteger price = BigInteger.valueOf(prices.usd8(token, turn.slot().height()));
            if (Amounts.isNear(turn.market().priceUsd8(token.address()), price, DEVIATION)) {
                continue;
            }
            set(turn, dice, token.feed(), token.symbol() + " / USD", price);
            Address inEther = turn.deployment().contracts().get("feed/" + token.symbol() + "-ETH");
            if (inEther != null) {
                set(
                        turn,
                        dice,
                        inEther,
                        token.symbol() + " / ETH",
                        price.multiply(ETHER).divide(ether));
            }
        }
    }

    private void set(Turn turn, Dice dice, Address feed, String pair, BigInteger answer) {
        Account from = account;
        if (from == null) {
            throw new IllegalStateException("expected to be set up before acting");
        }
        Call call = Call.to(feed, Abi.call("set(int256)", answer), GAS);
        Purpose purpose = Purpose.of(
                name(),
                Kind.ORACLE,
                "set the feed",
                "feed",
                feed.toString(),
                "pair",
                pair,
                "answer",
                answer.toString());
        turn.send(dice, from, call, turn.feeOfTip(TIP_WEI), purpose);
    }
}
