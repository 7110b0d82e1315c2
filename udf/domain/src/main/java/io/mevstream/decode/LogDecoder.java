package io.mevstream.decode;

import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.aave.AaveProtocol;
import io.mevstream.decode.aavev2.AaveV2Protocol;
import io.mevstream.decode.aavev3.AaveV3Protocol;
import io.mevstream.decode.administration.AdministrationProtocol;
import io.mevstream.decode.balancerv1.BalancerV1Protocol;
import io.mevstream.decode.balancerv2.BalancerV2Protocol;
import io.mevstream.decode.chainlink.ChainlinkProtocol;
import io.mevstream.decode.comet.CometProtocol;
import io.mevstream.decode.compoundv2.CompoundV2Protocol;
import io.mevstream.decode.curve.CurveProtocol;
import io.mevstream.decode.erc20.Erc20Protocol;
import io.mevstream.decode.liquity.LiquityProtocol;
import io.mevstream.decode.maker.MakerProtocol;
import io.mevstream.decode.morpho.MorphoProtocol;
import io.mevstream.decode.pancakev3.PancakeV3Protocol;
import io.mevstream.decode.solidly.SolidlyProtocol;
import io.mevstream.decode.uniswapv2.UniswapV2Protocol;
import io.mevstream.decode.uniswapv3.UniswapV3Protocol;
import io.mevstream.decode.uniswapv4.UniswapV4Protocol;
import io.mevstream.decode.weth.WethProtocol;
import io.mevstream.decode.zeroex.ZeroExProtocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says what a log means, by its first topic and its layout. It looks at nothing but the log: any contract can emit any
 * event, and whether the emitter is what it seems is for those to judge who know the contract.
 *
 * <p>Events of one first topic that differ in what is indexed are told apart by the log's layout; those that do not differ
 * at all are one event of the protocol that declares it, and {@code protocol} then names a family.
 */
public final class LogDecoder {

    private static final LogOutcome.Unknown UNKNOWN = new LogOutcome.Unknown();

    private final List<EventSpec> specs;
    private final Map<Hash, List<EventSpec>> byTopic0 = new HashMap<>();

    /** Throws {@link IllegalArgumentException} when two events cannot be told apart. */
    public LogDecoder(List<Protocol> protocols) {
        List<EventSpec> all = new ArrayList<>();
        Map<String, EventSpec> byLayout = new HashMap<>();
        for (Protocol protocol : protocols) {
            EventList events = new EventList(protocol.name());
            protocol.declare(events);
            for (EventSpec spec : events.specs()) {
                EventSpec twin = byLayout.put(spec.layout().declaration(), spec);
                if (twin != null) {
                    throw new IllegalArgumentException("expected one declaration of "
                            + spec.layout().declaration() + ", found one by " + twin.protocol() + " and one by "
                            + spec.protocol());
                }
                all.add(spec);
                byTopic0.computeIfAbsent(spec.topic0(), topic -> new ArrayList<>(1))
                        .add(spec);
            }
        }
        specs = List.copyOf(all);
    }

    /** The decoder of every protocol we know. A new protocol is one line here. */
    public static LogDecoder standard() {
        return new LogDecoder(List.of(
                new Erc20Protocol(),
                new WethProtocol(),
                new UniswapV2Protocol(),
                new SolidlyProtocol(),
                new UniswapV3Protocol(),
                new PancakeV3Protocol(),
                new UniswapV4Protocol(),
                new CurveProtocol(),
                new BalancerV1Protocol(),
                new BalancerV2Protocol(),
                new AaveProtocol(),
                new AaveV2Protocol(),
                new AaveV3Protocol(),
                new CompoundV2Protocol(),
                new CometProtocol(),
                new MorphoProtocol(),
                new MakerProtocol(),
                new LiquityProtocol(),
                new ChainlinkProtocol(),
                new ZeroExProtocol(),
                new AdministrationProtocol()));
    }

    /** Every event that is known, in the order of declaration. */
    public List<EventSpec> specs() {
        return specs;
    }

    /** What became of the log; throws for no log whatever its bytes. */
    public LogOutcome decode(RawLog log) {
        List<EventSpec> candidates =
                log.topics().isEmpty() ? null : byTopic0.get(log.topics().get(0));
        if (candidates == null) {
            return UNKNOWN;
        }
        LogOutcome refusal = null;
        for (int i = 0; i < candidates.size(); i++) {
            EventSpec spec = candidates.get(i);
            if (spec.layout().topicCount() != log.topics().size()) {
                continue;
            }
            LogOutcome outcome = decode(spec, log);
            if (!(outcome instanceof LogOutcome.Rejected)) {
                return outcome;
            }
            refusal = refusal == null ? outcome : refusal;
        }
        return refusal == null ? wrongTopicCount(candidates, log) : refusal;
    }

    private static LogOutcome decode(EventSpec spec, RawLog log) {
        EventMapper mapper = spec.mapper();
        if (mapper == null) {
            return spec.layout().fits(log)
                    ? new LogOutcome.Ignored(spec)
                    : new LogOutcome.Rejected(
                            RejectionReason.DATA_LENGTH,
                            spec.layout().declaration() + ": found "
                                    + log.data().length() + " bytes");
        }
        try {
            EventFields fields = spec.layout().read(log);
            return new LogOutcome.Decoded(spec, fields, mapper.map(fields, log.address()));
        } catch (Refused refused) {
            return new LogOutcome.Rejected(refused.reason(), refused.detail());
        }
    }

    private static LogOutcome wrongTopicCount(List<EventSpec> candidates, RawLog log) {
        String expected = candidates.stream()
                .map(spec -> spec.layout().topicCount() + " of " + spec.layout().declaration())
                .collect(Collectors.joining(" or "));
        return new LogOutcome.Rejected(
                RejectionReason.TOPIC_COUNT,
                "expected topics: " + expected + ", found " + log.topics().size());
    }
}
