package io.mevstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every event of every protocol's closed list is read or ignored for a reason, and nothing else is declared. */
class RegistryTest {

    /** The closed lists, written from the protocols' sources and ABIs: one file each. */
    private static final List<String> LISTS = List.of(
            "administration",
            "aavev2",
            "aavev3",
            "balancerv1",
            "balancerv2",
            "chainlink",
            "comet",
            "compoundv2",
            "curve",
            "erc20",
            "liquity",
            "maker",
            "morpho",
            "pancakev3",
            "solidly",
            "uniswapv2",
            "uniswapv3",
            "uniswapv4",
            "weth",
            "zeroex");

    /** Families: tokens, administration, both versions of Aave, and Uniswap V3, of which Pancake changed two events. */
    private static final Set<String> SHARED_BY_DESIGN = Set.of("erc20", "administration", "aave", "uniswap-v3");

    private final LogDecoder decoder = LogDecoder.standard();

    @Test
    void declaresEveryEventOfEveryList() {
        assertThat(declared()).containsAll(listed());
    }

    @Test
    void declaresNothingBesideTheLists() {
        assertThat(listed()).containsAll(declared());
    }

    @Test
    void givesAReasonForWhatItIgnores() {
        assertThat(decoder.specs())
                .filteredOn(spec -> !spec.isRead())
                .isNotEmpty()
                .allSatisfy(spec -> assertThat(spec.ignoredBecause()).contains(" "));
    }

    @Test
    void namesProtocolsInKebabCase() {
        assertThat(decoder.specs())
                .allSatisfy(spec -> assertThat(spec.protocol()).matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    /** Same first topic, other layout: told apart by what is indexed. */
    @Test
    void knowsWhichEventsShareAFirstTopic() {
        Map<String, Collection<String>> byTopic0 = new LinkedHashMap<>();
        decoder.specs().forEach(spec -> byTopic0.computeIfAbsent(spec.topic0().toString(), topic -> new ArrayList<>())
                .add(spec.protocol() + " " + spec.layout().topicCount()));
        Map<String, String> shared = new TreeMap<>();
        decoder.specs().forEach(spec -> {
            Collection<String> all = byTopic0.get(spec.topic0().toString());
            if (all.size() > 1) {
                shared.put(spec.name() + " " + spec.topic0().toString().substring(2, 10), String.join(", ", all));
            }
        });

        assertThat(shared.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()))
                .containsExactly(
                        "Approval 8c5be1e5: erc20 3, erc20 4, erc20 1",
                        "BorrowAllowanceDelegated da919360: aave-v2 3, aave-v3 4",
                        "MarketEntered 3ab23ab0: compound-v2 1, compound-v2 3",
                        "MarketExited e699a64c: compound-v2 1, compound-v2 3",
                        "MarketListed cf583bb0: compound-v2 1, compound-v2 2",
                        "Mint 4c209b5f: uniswap-v2 2, compound-v2 1",
                        "NewCollateralFactor 70483e65: compound-v2 1, compound-v2 2",
                        "Transfer ddf252ad: erc20 3, erc20 4, erc20 1");
    }

    /**
     * Same layout, several protocols: declared once, so that the protocol named is a family. Only the emitter can tell
     * further; a Mint or Burn of an Aave v2 aToken reads as a pair's, which has a Sync beside it.
     */
    @Test
    void knowsWhichProtocolsShareALayout() {
        Map<String, String> owner = new TreeMap<>();
        decoder.specs().forEach(spec -> owner.put(spec.layout().declaration(), spec.protocol()));
        TreeSet<String> shared = new TreeSet<>();
        for (String list : LISTS) {
            for (String line : lines(list)) {
                String declaration = EventSignature.parse(line).declaration();
                String protocol = owner.get(declaration);
                if (!protocol.replace("-", "").equals(list) && !SHARED_BY_DESIGN.contains(protocol)) {
                    shared.add(declaration + " of " + protocol + " and " + list);
                }
            }
        }

        assertThat(shared)
                .containsExactly(
                        "Burn(address indexed,address indexed,uint256,uint256) of solidly and aavev2",
                        "Burn(address indexed,uint256,uint256,address indexed) of uniswap-v2 and solidly",
                        "Mint(address indexed,uint256,uint256) of uniswap-v2 and aavev2",
                        "Mint(address indexed,uint256,uint256) of uniswap-v2 and solidly",
                        "Swap(address indexed,uint256,uint256,uint256,uint256,address indexed) of uniswap-v2 and solidly");
    }

    private TreeSet<String> declared() {
        return decoder.specs().stream()
                .map(spec -> spec.layout().declaration())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> listed() {
        TreeSet<String> all = new TreeSet<>();
        LISTS.forEach(list ->
                lines(list).forEach(line -> all.add(EventSignature.parse(line).declaration())));
        lines("maker-notes")
                .forEach(line ->
                        all.add(CallLayout.parse(CallLayout.Form.NOTE, line).declaration()));
        lines("balancerv1-calls")
                .forEach(line ->
                        all.add(CallLayout.parse(CallLayout.Form.LOG_CALL, line).declaration()));
        return all;
    }

    private static List<String> lines(String list) {
        try (InputStream in = RegistryTest.class.getResourceAsStream("events/" + list + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
