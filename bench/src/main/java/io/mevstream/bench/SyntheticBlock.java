package io.mevstream.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A made-up block of receipts, of the size and mix of a busy mainnet block, for where there is no recorded one. */
final class SyntheticBlock {

    private static final String HASH = "0x" + "ab".repeat(32);
    private static final String TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private static final String SYNC = "0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1";
    private static final String V2_SWAP = "0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822";
    private static final String V3_SWAP = "0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67";

    private final Random random = new Random(7);
    private final StringBuilder json = new StringBuilder();
    private int logs;

    private SyntheticBlock() {}

    /** The block's JSON: 60 receipts of 5 logs. */
    static byte[] json() {
        return new SyntheticBlock().build().getBytes(StandardCharsets.UTF_8);
    }

    private String build() {
        json.append("{\"receipts\":[");
        for (int transaction = 0; transaction < 60; transaction++) {
            json.append(transaction == 0 ? "" : ",");
            receipt(transaction);
        }
        return json.append("]}").toString();
    }

    private void receipt(int transaction) {
        String place = "\"blockHash\":\"" + HASH + "\",\"blockNumber\":\"0x112a880\",\"transactionHash\":\"0x"
                + "0".repeat(60) + String.format("%04x", transaction) + "\",\"transactionIndex\":\"0x"
                + Integer.toHexString(transaction) + "\"";
        json.append('{').append(place).append(",\"type\":\"0x2\",\"status\":\"0x1\",\"from\":\"");
        json.append(address()).append("\",\"to\":\"").append(address()).append("\",\"contractAddress\":null");
        json.append(",\"effectiveGasPrice\":\"0x54a485839\",\"gasUsed\":\"0x2ec18\",\"cumulativeGasUsed\":\"0x");
        json.append(Integer.toHexString((transaction + 1) * 0x2ec18)).append("\",\"logs\":[");
        log(place, TRANSFER, 2, uint(90));
        log(place, TRANSFER, 2, uint(70));
        log(place, SYNC, 0, uint(100) + uint(80));
        log(place, V2_SWAP, 2, uint(70) + uint(0) + uint(0) + uint(80));
        log(place, V3_SWAP, 2, uint(70) + "f".repeat(48) + uint(63).substring(48) + uint(96) + uint(80) + uint(17));
        json.setLength(json.length() - 1);
        json.append("]}");
    }

    private void log(String place, String topic0, int addresses, String data) {
        json.append("{\"address\":\"")
                .append(address())
                .append("\",")
                .append(place)
                .append(",\"logIndex\":\"0x");
        json.append(Integer.toHexString(logs++))
                .append("\",\"removed\":false,\"topics\":[\"")
                .append(topic0);
        for (int i = 0; i < addresses; i++) {
            json.append("\",\"0x").append("0".repeat(24)).append(address().substring(2));
        }
        json.append("\"],\"data\":\"0x").append(data).append("\"},");
    }

    private String address() {
        return "0x" + word().substring(24);
    }

    /** A number of up to so many bits, as a word of 64 digits. */
    private String uint(int bits) {
        String digits = word().substring(64 - bits / 4);
        return "0".repeat(64 - digits.length()) + digits;
    }

    private String word() {
        StringBuilder word = new StringBuilder(64);
        for (int i = 0; i < 8; i++) {
            word.append(String.format("%08x", random.nextInt()));
        }
        return word.toString();
    }
}
