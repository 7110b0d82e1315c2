package io.mevstream.chain;

import io.mevstream.num.UInt256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of a block.
 *
 * @param index its place in the block
 * @param type the EIP-2718 type: 0 legacy, 1 access list, 2 dynamic fee, 3 blob, 4 set code
 * @param chainId the chain it was signed for; null for a legacy transaction without replay protection
 * @param from the sender as the node states it
 * @param to the callee; null creates a contract
 * @param gasPriceWei the price paid as the node states it: for types 2 and up the effective price
 * @param maxFeePerGasWei types 2 and up, else null
 * @param maxPriorityFeePerGasWei types 2 and up, else null
 * @param maxFeePerBlobGasWei type 3, else null
 * @param signatureV the {@code v} of a legacy signature, the y parity of every other
 */
public record Transaction(
        int index,
        Hash hash,
        int type,
        @Nullable Long chainId,
        Address from,
        @Nullable Address to,
        long nonce,
        long gasLimit,
        UInt256 valueWei,
        UInt256 gasPriceWei,
        @Nullable UInt256 maxFeePerGasWei,
        @Nullable UInt256 maxPriorityFeePerGasWei,
        @Nullable UInt256 maxFeePerBlobGasWei,
        Bytes input,
        List<AccessListEntry> accessList,
        List<Hash> blobVersionedHashes,
        List<Authorization> authorizations,
        UInt256 signatureV,
        UInt256 signatureR,
        UInt256 signatureS) {

    /** An address and the storage slots announced for it (EIP-2930). */
    public record AccessListEntry(Address address, List<Hash> storageKeys) {}

    /** A signed delegation of an account's code (EIP-7702). */
    public record Authorization(
            UInt256 chainId, Address address, long nonce, int yParity, UInt256 signatureR, UInt256 signatureS) {}
}
