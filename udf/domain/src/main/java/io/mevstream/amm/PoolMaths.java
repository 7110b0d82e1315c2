package io.mevstream.amm;

/**
 * Every pool maths there is, with what shows that it is right. Adding one is a folder and a line here; the figures behind
 * each level are in {@code docs/pool-maths.md}.
 */
public enum PoolMaths {
    /** Pairs of Uniswap V2, and of forks whose only difference is a fee in thousandths, ten-thousandths or millionths. */
    CONSTANT_PRODUCT(EvidenceLevel.CONTRACT_VERIFIED),
    UNISWAP_V3(EvidenceLevel.CONTRACT_VERIFIED),
    UNISWAP_V4(EvidenceLevel.CONTRACT_VERIFIED),
    /** Balancer V2 weighted pools since 2022. */
    BALANCER_WEIGHTED(EvidenceLevel.CONTRACT_VERIFIED),
    /** Balancer V2 weighted pools of 2021, whose powers are all by logarithm. */
    BALANCER_WEIGHTED_2021(EvidenceLevel.QUOTE_VERIFIED),
    /** Balancer V2 composable stable pools between their tokens; trades against their own shares are refused. */
    BALANCER_STABLE(EvidenceLevel.CONTRACT_VERIFIED),
    /** Uniswap V3's maths; another event, and a fee that the protocol shares in. */
    PANCAKE_V3(EvidenceLevel.CONTRACT_VERIFIED),
    /** Aerodrome and Velodrome: Uniswap V3's maths by its source, with a fee that a module sets between trades. */
    SLIPSTREAM(EvidenceLevel.PAPER),
    /** Camelot's volatile pairs: those of Uniswap V2 with a fee for each direction. */
    CAMELOT_VOLATILE(EvidenceLevel.PAPER),
    /** Camelot's stable pairs: the curve of the first Solidly, a fee for each direction, a share of it to the owner. */
    CAMELOT_STABLE(EvidenceLevel.PAPER),
    /** Volatile pairs of Aerodrome and Velodrome. */
    SOLIDLY_VOLATILE(EvidenceLevel.QUOTE_VERIFIED),
    /** Stable pairs of Aerodrome and Velodrome. */
    SOLIDLY_STABLE(EvidenceLevel.QUOTE_VERIFIED),
    /** Curve's stable pools of 2020. */
    CURVE_STABLE_CLASSIC(EvidenceLevel.QUOTE_VERIFIED),
    /** Curve's stable pools since, the newest with a fee that rises off the peg. */
    CURVE_STABLE(EvidenceLevel.PAPER),
    /** Curve's crypto pools of 2021, of two and three coins: one trade from a snapshot, and not the pool after it. */
    CURVE_CRYPTO(EvidenceLevel.PAPER);

    private final EvidenceLevel evidenceLevel;

    PoolMaths(EvidenceLevel evidenceLevel) {
        this.evidenceLevel = evidenceLevel;
    }

    public EvidenceLevel evidenceLevel() {
        return evidenceLevel;
    }
}
