package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.decode.EventFields;
import io.mevstream.fact.EventFact;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads 0x's fill events as orders; bridge fills are left to the pools they end in, which say so themselves. */
final class OrderFills {

    /** The id of the ERC-20 proxy of 0x versions 2 and 3, {@code bytes4(keccak256("ERC20Token(address)"))}. */
    private static final byte[] ERC20_ASSET = {(byte) 0xf4, 0x72, 0x61, (byte) 0xb0};

    private static final int ERC20_ASSET_LENGTH = 36;

    private OrderFills() {}

    /** The order; null where the event is none, or trades something that is no ERC-20 token. */
    static Action.@Nullable OrderFilled read(EvidenceRef at, EventFact event) {
        if (!event.protocol().equals("zero-ex")) {
            return null;
        }
        EventFields fields = event.fields();
        Address contract = event.log().emitter();
        return switch (event.name()) {
            case "LimitOrderFilled", "RfqOrderFilled", "OtcOrderFilled" ->
                new Action.OrderFilled(
                        at,
                        Action.Fate.KEPT,
                        contract,
                        event.protocol(),
                        fields.address("maker"),
                        fields.address("taker"),
                        fields.address("makerToken"),
                        fields.uint("makerTokenFilledAmount"),
                        fields.address("takerToken"),
                        fields.uint("takerTokenFilledAmount"));
            case "Fill" -> ofAssets(at, contract, event.protocol(), fields);
            default -> null;
        };
    }

    private static Action.@Nullable OrderFilled ofAssets(
            EvidenceRef at, Address contract, String protocol, EventFields fields) {
        Address makerToken = token((Bytes) fields.get("makerAssetData"));
        Address takerToken = token((Bytes) fields.get("takerAssetData"));
        if (makerToken == null || takerToken == null) {
            return null;
        }
        return new Action.OrderFilled(
                at,
                Action.Fate.KEPT,
                contract,
                protocol,
                fields.address("makerAddress"),
                fields.address("takerAddress"),
                makerToken,
                fields.uint("makerAssetFilledAmount"),
                takerToken,
                fields.uint("takerAssetFilledAmount"));
    }

    private static @Nullable Address token(Bytes asset) {
        byte[] bytes = asset.array();
        return bytes.length == ERC20_ASSET_LENGTH && Arrays.equals(bytes, 0, 4, ERC20_ASSET, 0, 4)
                ? Address.fromBytes(bytes, ERC20_ASSET_LENGTH - Address.LENGTH)
                : null;
    }
}
