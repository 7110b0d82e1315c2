package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.devchain.actor.Purpose.Kind;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Deployment.Pool;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.oracle.CallBatch;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.View;
import io.mevstream.event.PoolFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who adds liquidity and takes it out: pairs by their router, ranges by the position manager, V4's by its test router, the
 * vault's by joins and exits. What is taken out is what the chain says is there.
 */
public final class Providers implements Actor {

    private static final long A_BLOCK = 1_100_000;
    private static final int ACCOUNTS = 3;
    private static final long GAS = 900_000;
    /** A V3 position: its tokens, fee and ticks and in the eighth place its liquidity. */
    private static final String POSITION =
            "(uint96,address,address,address,uint24,int24,int24,uint128,uint256,uint256,uint128,uint128)";

    private static final BigInteger MOST_128 = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    private static final int EXACT_TOKENS_IN = 1;
    private static final int EXACT_SHARES_IN = 1;
    private static final int EXACT_SHARES_IN_STABLE = 2;

    private final List<Account> accounts = new ArrayList<>();
    private @Nullable CallBatch views;

    @Override
    public String name() {
        return "providers";
    }

    @Override
    public void setUp(Stage stage) {
        Deployment deployment = stage.deployment();
        views = stage.views();
        for (int i = 0; i < ACCOUNTS; i++) {
            Account account = stage.rich("provider " + i);
            stage.allow(
                    account,
                    deployment.contract("uniswap-v2/router"),
                    deployment.contract("sushiswap-v2/router"),
                    deployment.contract("uniswap-v3/positions"),
                    deployment.contract("uniswap-v4/liquidity-router"),
                    deployment.contract("balancer-v2/vault"));
            for (Pool pool : deployment.pools(PoolFamily.UNISWAP_V2)) {
                Address router = deployment.contracts().get(pool.fork() + "/router");
                if (router != null) {
                    stage.send(account, pool.address(), "approve(address,uint256)", router, Amounts.MAX);
                }
            }
            accounts.add(account);
        }
    }

    @Override
    public void act(Turn turn, List<Answer> answers) {
        Dice dice = turn.dice(name());
        for (int i = dice.count(turn.rate("providers", A_BLOCK)); i > 0; i--) {
            Account account = dice.pick(accounts);
            switch ((int) dice.between(0, 3)) {
                case 0 -> pair(turn, dice, account);
                case 1 -> range(turn, dice, account);
                case 2 -> singleton(turn, dice, account);
                default -> vault(turn, dice, account);
            }
        }
    }

    private List<Object> ask(Address target, String returns, String signature, Object... arguments) {
        Answer answer = Objects.requireNonNull(views, "not set up")
                .ask(List.of(View.of(target, signature, arguments)))
                .get(0);
        return answer.ok() ? Abi.decode(returns, answer.data().array()) : List.of();
    }

    private BigInteger balance(Address token, Account account) {
        return (BigInteger)
                ask(token, "(uint256)", "balanceOf(address)", account.address()).get(0);
    }

    private void send(Turn turn, Dice dice, Account account, Call call, String action, Pool pool) {
        Purpose purpose = Purpose.of(name(), Kind.LIQUIDITY, action, "pool", pool.name());
        turn.send(dice, account, call, turn.fee(dice), purpose);
    }

    private void pair(Turn turn, Dice dice, Account account) {
        List<Pool> pools = turn.deployment().pools(PoolFamily.UNISWAP_V2).stream()
                .filter(pool -> turn.deployment().contracts().containsKey(pool.fork() + "/router"))
                .toList();
        Pool pool = dice.pick(pools);
        Address router = turn.deployment().contract(pool.fork() + "/router");
        Address one = pool.tokens().get(0);
        Address other = pool.tokens().get(1);
        BigInteger shares = balance(pool.address(), account);
        if (shares.signum() > 0 && dice.chance(600_000)) {
            byte[] data = Abi.call(
                    "removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)",
                    one,
                    other,
                    Amounts.part(shares, dice.between(200_000, 1_000_000)),
                    0,
                    0,
                    account.address(),
                    turn.deadline());
            send(turn, dice, account, Call.to(router, data, GAS), "remove", pool);
            return;
        }
        long usd = dice.between(1_000, 60_000);
        byte[] data = Abi.call(
                "addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)",
                one,
                other,
                turn.market().worth(one, usd),
                turn.market().worth(other, usd),
                0,
                0,
                account.address(),
                turn.deadline());
        send(turn, dice, account, Call.to(router, data, GAS), "add", pool);
    }

    private void range(Turn turn, Dice dice, Account account) {
        Address positions = turn.deployment().contract("uniswap-v3/positions");
        List<Object> first = ask(positions, "(uint256)", "tokenOfOwnerByIndex(address,uint256)", account.address(), 0);
        Pool pool = dice.pick(turn.deployment().pools(PoolFamily.UNISWAP_V3));
        if (!first.isEmpty() && dice.chance(500_000)) {
            leave(turn, dice, account, positions, (BigInteger) first.get(0));
            return;
        }
        int spacing = Objects.requireNonNull(pool.tickSpacing(), "a concentrated pool without ticks");
        int tick = Math.floorDiv(turn.market().tick(pool), spacing) * spacing;
        int shift = spacing * (int) dice.between(-8, 8);
        int lower = tick + shift - spacing * (int) dice.between(2, 40);
        int upper = tick + shift + spacing * (int) dice.between(2, 40);
        Address one = pool.tokens().get(0);
        Address other = pool.tokens().get(1);
        long usd = dice.between(1_000, 60_000);
        byte[] data = Abi.call(
                "mint((address,address,uint24,int24,int24,uint256,uint256,uint256,uint256,address,uint256))",
                List.of(
                        one,
                        other,
                        pool.feePips(),
                        lower,
                        upper,
                        turn.market().worth(one, usd),
                        turn.market().worth(other, usd),
                        0,
                        0,
                        account.address(),
                        turn.deadline()));
        send(turn, dice, account, Call.to(positions, data, GAS), "add", pool);
    }

    private void leave(Turn turn, Dice dice, Account account, Address positions, BigInteger id) {
        List<Object> position = ask(positions, POSITION, "positions(uint256)", id);
        BigInteger liquidity = (BigInteger) position.get(7);
        boolean whole = dice.chance(700_000);
        BigInteger part = whole ? liquidity : liquidity.shiftRight(1);
        List<Object> calls = new ArrayList<>();
        if (part.signum() > 0) {
            calls.add(new Bytes(Abi.call(
                    "decreaseLiquidity((uint256,uint128,uint256,uint256,uint256))",
                    List.of(id, part, 0, 0, turn.deadline()))));
        }
        calls.add(new Bytes(Abi.call(
                "collect((uint256,address,uint128,uint128))", List.of(id, account.address(), MOST_128, MOST_128))));
        if (whole) {
            calls.add(new Bytes(Abi.call("burn(uint256)", id)));
        }
        Purpose purpose = Purpose.of(name(), Kind.LIQUIDITY, whole ? "remove" : "decrease", "position", id.toString());
        Call call = Call.to(positions, Abi.call("multicall(bytes[])", calls), GAS);
        turn.send(dice, account, call, turn.fee(dice), purpose);
    }

    /** The router holds everybody's positions; a salt of the account keeps them apart. */
    private void singleton(Turn turn, Dice dice, Account account) {
        Pool pool = dice.pick(turn.deployment().pools(PoolFamily.UNISWAP_V4));
        int spacing = Objects.requireNonNull(pool.tickSpacing(), "a concentrated pool without ticks");
        int width = (int) dice.between(1, 3) * 200 * spacing;
        V4Position position = new V4Position(turn.deployment(), pool, -width, width, account.address());
        List<Object> there = ask(pool.address(), "(uint256)", "extsload(bytes32)", position.liquiditySlot());
        BigInteger liquidity = (BigInteger) there.get(0);
        boolean remove = liquidity.signum() > 0 && dice.chance(600_000);
        BigInteger delta = remove
                ? liquidity.negate()
                : BigInteger.valueOf(dice.between(1, 1_000)).shiftLeft(36);
        BigInteger wei =
                pool.tokens().get(0).isZero() && !remove ? turn.market().worth(Address.ZERO, 500_000) : BigInteger.ZERO;
        Call call = Call.to(turn.deployment().contract("uniswap-v4/liquidity-router"), position.modify(delta), GAS)
                .withValue(wei);
        send(turn, dice, account, call, remove ? "remove" : "add", pool);
    }

    private void vault(Turn turn, Dice dice, Account account) {
        Pool pool = dice.pick(turn.deployment().pools(PoolFamily.BALANCER_V2));
        Address vault = turn.deployment().contract("balancer-v2/vault");
        Address shares = turn.deployment().contract(pool.name() + "/shares");
        Object id = Objects.requireNonNull(pool.id(), "a pool of the vault without an id");
        BigInteger held = balance(shares, account);
        boolean stable = pool.tokens().contains(shares);
        if (held.signum() > 0 && dice.chance(600_000)) {
            List<Object> none = new ArrayList<>();
            pool.tokens().forEach(token -> none.add(BigInteger.ZERO));
            byte[] how = Abi.encode(
                    "(uint256,uint256)",
                    stable ? EXACT_SHARES_IN_STABLE : EXACT_SHARES_IN,
                    Amounts.part(held, dice.between(300_000, 1_000_000)));
            byte[] data = Abi.call(
                    "exitPool(bytes32,address,address,(address[],uint256[],bytes,bool))",
                    id,
                    account.address(),
                    account.address(),
                    List.of(pool.tokens(), none, new Bytes(how), false));
            send(turn, dice, account, Call.to(vault, data, GAS), "exit", pool);
            return;
        }
        List<Object> most = new ArrayList<>();
        List<Object> in = new ArrayList<>();
        for (Address token : pool.tokens()) {
            if (token.equals(shares)) {
                most.add(BigInteger.ZERO);
            } else {
                BigInteger amount = turn.market().worth(token, dice.between(100, 8_000));
                most.add(amount);
                in.add(amount);
            }
        }
        byte[] how = Abi.encode("(uint256,uint256[],uint256)", EXACT_TOKENS_IN, in, BigInteger.ZERO);
        byte[] data = Abi.call(
                "joinPool(bytes32,address,address,(address[],uint256[],bytes,bool))",
                id,
                account.address(),
                account.address(),
                List.of(pool.tokens(), most, new Bytes(how), false));
        send(turn, dice, account, Call.to(vault, data, GAS), "join", pool);
    }
}
