package io.mevstream.devchain.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Hex;
import io.mevstream.chain.Keccak;
import java.math.BigInteger;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What holders gained by the logs of receipts.
 *
 * @param gained by token, in raw units; tokens without change are absent
 * @param unwrappedWei wrapped ether that the holders turned into ether, which is not in {@code gained}
 */
record TokenFlows(NavigableMap<Address, BigInteger> gained, BigInteger unwrappedWei) {

    private static final String TRANSFER =
            Keccak.hash("Transfer(address,address,uint256)").toString();
    private static final String WITHDRAWAL =
            Keccak.hash("Withdrawal(address,uint256)").toString();

    static TokenFlows of(Collection<JsonNode> receipts, Set<Address> holders) {
        NavigableMap<Address, BigInteger> gained = new TreeMap<>();
        BigInteger unwrapped = BigInteger.ZERO;
        for (JsonNode receipt : receipts) {
            for (JsonNode log : receipt.get("logs")) {
                JsonNode topics = log.get("topics");
                String event = topics.path(0).asText();
                // A position's token has its number as a topic too.
                if (event.equals(TRANSFER) && topics.size() == 3) {
                    Address token = Address.of(log.get("address").asText());
                    if (holders.contains(address(topics.get(1)))) {
                        gained.merge(token, amount(log).negate(), BigInteger::add);
                    }
                    if (holders.contains(address(topics.get(2)))) {
                        gained.merge(token, amount(log), BigInteger::add);
                    }
                } else if (event.equals(WITHDRAWAL) && holders.contains(address(topics.get(1)))) {
                    unwrapped = unwrapped.add(amount(log));
                }
            }
        }
        gained.values().removeIf(amount -> amount.signum() == 0);
        return new TokenFlows(gained, unwrapped);
    }

    private static Address address(JsonNode topic) {
        return Address.fromBytes(Hash.of(topic.asText()).toBytes(), 12);
    }

    private static BigInteger amount(JsonNode log) {
        return new BigInteger(1, Hex.decode(log.get("data").asText()));
    }
}
