package io.mevstream.integrity;

/** What a pending transaction is at first sight: by its callee and selector, before anything is executed. */
public enum PendingKind {
    /** Makes a contract. */
    CREATION,
    /** Sends ether and calls nothing. */
    TRANSFER,
    /** An ERC-20 transfer. */
    TOKEN_TRANSFER,
    /** An ERC-20 approval. */
    APPROVAL,
    /** A trade by a router's function that is widely used. */
    SWAP,
    /** Carries blobs. */
    BLOB,
    /** Delegates accounts' code. */
    SET_CODE,
    /** Another call. */
    CALL;

    private static final int BLOB_TYPE = 3;
    private static final int SET_CODE_TYPE = 4;

    public static PendingKind of(SignedTransaction transaction) {
        if (transaction.type() == BLOB_TYPE) {
            return BLOB;
        }
        if (transaction.type() == SET_CODE_TYPE) {
            return SET_CODE;
        }
        if (transaction.to() == null) {
            return CREATION;
        }
        if (transaction.inputLength() == 0) {
            return TRANSFER;
        }
        return switch (transaction.selector()) {
            // transfer(address,uint256), transferFrom(address,address,uint256)
            case 0xa9059cbb, 0x23b872dd -> TOKEN_TRANSFER;
            // approve(address,uint256)
            case 0x095ea7b3 -> APPROVAL;
            // Uniswap V2's router and its forks: exact in and out, tokens and ether, and those for tokens that tax
            // transfers.
            case 0x38ed1739,
                    0x8803dbee,
                    0x7ff36ab5,
                    0x4a25d94a,
                    0x18cbafe5,
                    0xfb3bdb41,
                    0x5c11d795,
                    0xb6f9de95,
                    0x791ac947 -> SWAP;
            // Uniswap V3's routers: exactInputSingle, exactInput, exactOutputSingle, exactOutput, of both versions.
            case 0x414bf389, 0xc04b8d59, 0xdb3e2198, 0xf28c0498, 0x04e45aaf, 0xb858183f, 0x5023b4df, 0x09b81346 -> SWAP;
            // The universal router's execute, with and without a deadline.
            case 0x3593564c, 0x24856bc3 -> SWAP;
            default -> CALL;
        };
    }
}
