package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.BlockBuilder.Top;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Fee;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A builder that no relay leads to. In a share of the slots that its strength says it pays more for the slot than all others. */
public final class BuilderRival {

    private static final String NAME = "rival";
    private static final Account PAYER = Account.named("rival builder's purse");

    private final long seed;
    private final int strengthPercent;
    private final Builder builder;

    /**
     * A rival builder.
     *
     * @param strengthPercent of the slots that it takes, 0 to 100
     */
    public BuilderRival(long seed, int strengthPercent, long chainId) {
        if (strengthPercent < 0 || strengthPercent > 100) {
            throw new IllegalArgumentException("expected a strength of 0 to 100 percent, found " + strengthPercent);
        }
        this.seed = seed;
        this.strengthPercent = strengthPercent;
        this.builder = Builder.named(NAME, chainId);
    }

    /** The account that it pays from; it needs ether. */
    public static Address account() {
        return PAYER.address();
    }

    /** The coinbase of its blocks. */
    public static Address coinbase(long chainId) {
        return Builder.named(NAME, chainId).coinbase();
    }

    /** Its block; null in the slots that it leaves to others. */
    @Nullable
    Top block(ChainState state, Slot slot, BigInteger bestWei) {
        if (Draw.below(100, seed, slot.number(), "rival builder") >= strengthPercent) {
            return null;
        }
        Slot own = slot.withCoinbase(builder.coinbase());
        BigInteger wei = bestWei.max(BigInteger.ZERO).add(BigInteger.ONE);
        Call call = Call.to(own.coinbase(), new byte[0], Builder.TRANSFER_GAS).withValue(wei);
        Fee fee = new Fee(own.baseFeeWei().longValueExact(), 0);
        PooledTransaction payment =
                PooledTransaction.read(PAYER.sign(builder.chainId(), state.nonce(PAYER.address()), call, fee)
                        .raw());
        Bundle bundle = new Bundle(
                payment.hash(),
                List.of(payment),
                Bundle.Validity.only(slot.number()),
                new TreeSet<Hash>(),
                new TreeSet<Hash>(),
                List.of(),
                new Bundle.Origin(builder.name(), null, Long.MAX_VALUE));
        return BlockBuilder.merge(state, own, builder, BlockBuilder.alone(state, own, builder, List.of(bundle)));
    }
}
