package io.mevstream.decode.maker;

import io.mevstream.chain.Address;
import io.mevstream.decode.CallLayout;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.Liquidation;
import java.util.List;

/**
 * Maker. The Vat and its neighbours have no events of their own but anonymous notes of the calls made to them, whose first
 * topic is the call's selector; what a note says is the call and its arguments.
 */
public final class MakerProtocol implements Protocol {

    @Override
    public String name() {
        return "maker";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "Bark(bytes32 indexed ilk, address indexed urn, uint256 ink, uint256 art, uint256 due, address clip, uint256 indexed id)",
                        MakerProtocol::seized)
                .read(
                        "Bite(bytes32 indexed ilk, address indexed urn, uint256 ink, uint256 art, uint256 tab, address flip, uint256 id)",
                        MakerProtocol::seized)
                .read(
                        "Cage()",
                        "Digs(bytes32 indexed ilk, uint256 rad)",
                        "File(bytes32 indexed ilk, bytes32 indexed what, address clip)",
                        "File(bytes32 indexed ilk, bytes32 indexed what, uint256 data)",
                        "File(bytes32 indexed what, address data)",
                        "File(bytes32 indexed what, uint256 data)",
                        "Kick(uint256 id, uint256 lot, uint256 bid)",
                        "Kick(uint256 id, uint256 lot, uint256 bid, address indexed gal)",
                        "Kick(uint256 id, uint256 lot, uint256 bid, uint256 tab, address indexed usr, address indexed gal)",
                        "Kick(uint256 indexed id, uint256 top, uint256 tab, uint256 lot, address indexed usr, address indexed kpr, uint256 coin)",
                        "LogMedianPrice(uint256 val, uint256 age)",
                        "LogValue(bytes32 val)",
                        "Poke(bytes32 ilk, bytes32 val, uint256 spot)",
                        "Redo(uint256 indexed id, uint256 top, uint256 tab, uint256 lot, address indexed usr, address indexed kpr, uint256 coin)",
                        "Take(uint256 indexed id, uint256 max, uint256 price, uint256 owe, uint256 tab, uint256 lot, address indexed usr)",
                        "Yank(uint256 id)")
                .ignore("who may act for whom moves nothing", "Rely(address indexed usr)", "Deny(address indexed usr)");
        NOTES.forEach(function -> events.read(note(function)));
        PERMISSIONS.forEach(function -> events.ignore("who may act for whom moves nothing", note(function)));
    }

    private static final List<String> NOTES = List.of(
            "init(bytes32 ilk)",
            "file(bytes32 what, uint256 data)",
            "file(bytes32 what, address data)",
            "file(bytes32 ilk, bytes32 what, uint256 data)",
            "file(bytes32 ilk, bytes32 what, address data)",
            "cage()",
            "cage(bytes32 ilk)",
            "slip(bytes32 ilk, address usr, int256 wad)",
            "flux(bytes32 ilk, address src, address dst, uint256 wad)",
            "move(address src, address dst, uint256 rad)",
            "frob(bytes32 i, address u, address v, address w, int256 dink, int256 dart)",
            "fork(bytes32 ilk, address src, address dst, int256 dink, int256 dart)",
            "grab(bytes32 i, address u, address v, address w, int256 dink, int256 dart)",
            "heal(uint256 rad)",
            "suck(address u, address v, uint256 rad)",
            "fold(bytes32 i, address u, int256 rate)",
            "drip(bytes32 ilk)",
            "drip()",
            "join(uint256 wad)",
            "exit(uint256 wad)",
            "join(address usr, uint256 wad)",
            "exit(address usr, uint256 wad)",
            "fess(uint256 tab)",
            "flog(uint256 era)",
            "claw(uint256 rad)",
            "tick(uint256 id)",
            "tend(uint256 id, uint256 lot, uint256 bid)",
            "dent(uint256 id, uint256 lot, uint256 bid)",
            "deal(uint256 id)",
            "yank(uint256 id)",
            "skip(bytes32 ilk, uint256 id)",
            "skim(bytes32 ilk, address urn)",
            "free(bytes32 ilk)",
            "thaw()",
            "flow(bytes32 ilk)",
            "pack(uint256 wad)",
            "cash(bytes32 ilk, uint256 wad)",
            "poke()",
            "step(uint16 ts)",
            "change(address src)",
            "stop()",
            "start()",
            "void()");

    private static final List<String> PERMISSIONS = List.of(
            "rely(address usr)",
            "deny(address usr)",
            "hope(address usr)",
            "nope(address usr)",
            "kiss(address a)",
            "diss(address a)");

    private static CallLayout note(String function) {
        return CallLayout.parse(CallLayout.Form.NOTE, function);
    }

    /**
     * An unsafe urn was seized for auction: its market is the liquidating contract, the market id its ilk. Nothing is
     * repaid yet; what is owed stands in the fields.
     */
    private static ChainEvent seized(EventFields fields, Address liquidator) {
        return new Liquidation(
                "maker",
                liquidator,
                fields.hash("ilk"),
                fields.address("urn"),
                null,
                null,
                null,
                null,
                fields.uint("ink"));
    }
}
