package io.mevstream.devchain.builder;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import java.math.BigInteger;

/**
 * The block to be built, as far as it is known before its transactions are.
 *
 * @param number of the block
 * @param timestamp in seconds
 * @param baseFeeWei per gas
 * @param gasLimit of the block
 * @param coinbase who receives what transactions pay beyond the base fee
 */
public record Slot(long number, long timestamp, BigInteger baseFeeWei, long gasLimit, Address coinbase) {

    /** Seconds between blocks where nothing else is said. */
    public static final long SECONDS = 12;

    private static final BigInteger CHANGE_DENOMINATOR = BigInteger.valueOf(8);

    /** A block some way after this one: its time by whole slots, its base fee as if the blocks between were half full. */
    public static Slot after(JsonNode block, long number, BigInteger nextBaseFeeWei, Address coinbase) {
        long distance = number - quantity(block.get("number"));
        return new Slot(
                number,
                quantity(block.get("timestamp")) + SECONDS * distance,
                nextBaseFeeWei,
                quantity(block.get("gasLimit")),
                coinbase);
    }

    /** A block that is there, as it was built. */
    static Slot of(JsonNode block) {
        return new Slot(
                quantity(block.get("number")),
                quantity(block.get("timestamp")),
                new BigInteger(block.get("baseFeePerGas").asText().substring(2), 16),
                quantity(block.get("gasLimit")),
                Address.of(block.get("miner").asText()));
    }

    public Slot withTimestamp(long seconds) {
        return new Slot(number, seconds, baseFeeWei, gasLimit, coinbase);
    }

    public Slot withBaseFee(BigInteger wei) {
        return new Slot(number, timestamp, wei, gasLimit, coinbase);
    }

    public Slot withGasLimit(long gas) {
        return new Slot(number, timestamp, baseFeeWei, gas, coinbase);
    }

    public Slot withCoinbase(Address address) {
        return new Slot(number, timestamp, baseFeeWei, gasLimit, address);
    }

    /** The base fee of the block after this one, as EIP-1559 has it. */
    public static BigInteger nextBaseFee(JsonNode block) {
        BigInteger baseFee = new BigInteger(block.get("baseFeePerGas").asText().substring(2), 16);
        BigInteger target = BigInteger.valueOf(quantity(block.get("gasLimit")) / 2);
        BigInteger used = BigInteger.valueOf(quantity(block.get("gasUsed")));
        BigInteger change =
                baseFee.multiply(used.subtract(target).abs()).divide(target).divide(CHANGE_DENOMINATOR);
        if (used.compareTo(target) > 0) {
            return baseFee.add(change.max(BigInteger.ONE));
        }
        return baseFee.subtract(change);
    }

    static long quantity(JsonNode hex) {
        return Long.parseUnsignedLong(hex.asText().substring(2), 16);
    }
}
