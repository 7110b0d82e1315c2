package io.mevstream.decode.erc20;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.TokenTransfer;

/** Fungible tokens, and the non-fungible ones that share their first topics. */
public final class Erc20Protocol implements Protocol {

    @Override
    public String name() {
        return "erc20";
    }

    @Override
    public void declare(EventList events) {
        events.read("Transfer(address indexed from, address indexed to, uint256 value)", Erc20Protocol::transfer)
                .ignore(
                        "an allowance moves nothing",
                        "Approval(address indexed owner, address indexed spender, uint256 value)")
                .ignore(
                        "an NFT has an id, not an amount",
                        "Transfer(address indexed from, address indexed to, uint256 indexed tokenId)",
                        "Approval(address indexed owner, address indexed approved, uint256 indexed tokenId)",
                        "ApprovalForAll(address indexed owner, address indexed operator, bool approved)",
                        "TransferSingle(address indexed operator, address indexed from, address indexed to, uint256 id, uint256 value)",
                        "TransferBatch(address indexed operator, address indexed from, address indexed to, uint256[] ids, uint256[] values)",
                        "URI(string value, uint256 indexed id)")
                .ignore(
                        "before the standards nothing was indexed, and an NFT's id looks like an amount",
                        "Transfer(address from, address to, uint256 valueOrId)",
                        "Approval(address owner, address spender, uint256 valueOrId)");
    }

    private static ChainEvent transfer(EventFields fields, Address token) {
        return new TokenTransfer(
                token, fields.address("from"), fields.address("to"), fields.uint("value"), TokenTransfer.Kind.TRANSFER);
    }
}
