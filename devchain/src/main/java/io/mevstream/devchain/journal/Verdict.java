package io.mevstream.devchain.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.actor.Pending;
import io.mevstream.devchain.actor.Play;
import io.mevstream.devchain.actor.Purpose.Kind;
import io.mevstream.devchain.node.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came of a play, by the receipts of the block alone.
 *
 * @param truth what really happened: the play's kind, an attempt that was reverted, or nothing of the sort
 * @param why in words, where it is not the play's kind
 * @param victims those of the play that were mined between its transactions and succeeded
 */
record Verdict(Play play, Truth truth, String why, List<Hash> victims, TokenFlows flows) {

    /** What a block holds, as detectors should find it. */
    enum Truth {
        ARBITRAGE,
        SANDWICH,
        JIT,
        LIQUIDATION,
        REVERTED_ATTEMPT,
        /** Neither: only some of it was mined, or it took nothing from anybody. */
        NONE
    }

    private static final String SUCCESS = "0x1";
    private static final String TRANSFER =
            Keccak.hash("Transfer(address,address,uint256)").toString();

    /** @param receipts of the block by transaction */
    static Verdict of(Play play, Map<Hash, JsonNode> receipts) {
        List<JsonNode> own = new ArrayList<>();
        int failed = 0;
        for (Pending pending : play.own()) {
            JsonNode receipt = receipts.get(pending.hash());
            if (receipt != null) {
                own.add(receipt);
                failed += succeeded(receipt) ? 0 : 1;
            }
        }
        TokenFlows flows = TokenFlows.of(own, play.holders());
        if (own.size() < play.own().size()) {
            return new Verdict(
                    play, Truth.NONE, own.size() + " of " + play.own().size() + " mined", List.of(), flows);
        }
        List<Hash> victims = victims(play, receipts);
        if (failed > 0) {
            boolean attempt = play.own().size() == 1;
            return new Verdict(play, attempt ? Truth.REVERTED_ATTEMPT : Truth.NONE, "reverted", victims, flows);
        }
        if ((play.kind() == Kind.SANDWICH || play.kind() == Kind.JIT) && victims.isEmpty()) {
            return new Verdict(play, Truth.NONE, "no victim between", victims, flows);
        }
        if (play.kind() == Kind.LIQUIDATION && !liquidated(own.get(0))) {
            return new Verdict(play, Truth.NONE, "the protocol refused it", victims, flows);
        }
        return new Verdict(play, Truth.valueOf(play.kind().name()), "", victims, flows);
    }

    private static List<Hash> victims(Play play, Map<Hash, JsonNode> receipts) {
        List<Hash> victims = new ArrayList<>();
        if (play.victims().isEmpty()) {
            return victims;
        }
        long first = index(receipts, play.own().get(0));
        long last = index(receipts, play.own().get(play.own().size() - 1));
        for (Pending victim : play.victims()) {
            JsonNode receipt = receipts.get(victim.hash());
            if (receipt != null
                    && succeeded(receipt)
                    && index(receipts, victim) > first
                    && index(receipts, victim) < last) {
                victims.add(victim.hash());
            }
        }
        return victims;
    }

    /** Compound's forks return an error's number and succeed: then nothing was moved. */
    private static boolean liquidated(JsonNode receipt) {
        for (JsonNode log : receipt.get("logs")) {
            if (log.get("topics").path(0).asText().equals(TRANSFER)) {
                return true;
            }
        }
        return false;
    }

    private static long index(Map<Hash, JsonNode> receipts, Pending pending) {
        JsonNode receipt = receipts.get(pending.hash());
        if (receipt == null) {
            throw new IllegalArgumentException("expected a receipt of " + pending.hash() + ", found none");
        }
        return Chain.number(receipt.get("transactionIndex"));
    }

    private static boolean succeeded(JsonNode receipt) {
        return receipt.get("status").asText().equals(SUCCESS);
    }
}
