package io.mevstream.jobs.io.chainlog;

import static io.mevstream.jobs.io.chainlog.WireValues.list;
import static io.mevstream.jobs.io.chainlog.WireValues.optional;

import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.chain.Transaction.AccessListEntry;
import io.mevstream.chain.Transaction.Authorization;
import io.mevstream.schemas.chain.ChainAccessListEntry;
import io.mevstream.schemas.chain.ChainAuthorization;
import io.mevstream.schemas.chain.ChainReceipt;
import io.mevstream.schemas.chain.ChainTransaction;

/** Transactions and receipts between domain and wire, field by field. */
final class TransactionMapper {

    private TransactionMapper() {}

    static ChainTransaction wire(Transaction transaction) {
        ChainTransaction wire = new ChainTransaction();
        wire.setIndex(transaction.index());
        wire.setHash(WireValues.wire(transaction.hash()));
        wire.setType(transaction.type());
        wire.setChainId(transaction.chainId());
        wire.setFrom(WireValues.wire(transaction.from()));
        wire.setTo(optional(transaction.to(), WireValues::wire));
        wire.setNonce(transaction.nonce());
        wire.setGasLimit(transaction.gasLimit());
        wire.setValueWei(WireValues.wire(transaction.valueWei()));
        wire.setGasPriceWei(WireValues.wire(transaction.gasPriceWei()));
        wire.setMaxFeePerGasWei(optional(transaction.maxFeePerGasWei(), WireValues::wire));
        wire.setMaxPriorityFeePerGasWei(optional(transaction.maxPriorityFeePerGasWei(), WireValues::wire));
        wire.setMaxFeePerBlobGasWei(optional(transaction.maxFeePerBlobGasWei(), WireValues::wire));
        wire.setInput(WireValues.wire(transaction.input()));
        wire.setAccessList(list(transaction.accessList(), TransactionMapper::wire));
        wire.setBlobVersionedHashes(list(transaction.blobVersionedHashes(), WireValues::wire));
        wire.setAuthorizations(list(transaction.authorizations(), TransactionMapper::wire));
        wire.setSignatureV(WireValues.wire(transaction.signatureV()));
        wire.setSignatureR(WireValues.wire(transaction.signatureR()));
        wire.setSignatureS(WireValues.wire(transaction.signatureS()));
        return wire;
    }

    static Transaction domain(ChainTransaction wire) {
        return new Transaction(
                wire.getIndex(),
                WireValues.domain(wire.getHash()),
                wire.getType(),
                wire.getChainId(),
                WireValues.domain(wire.getFrom()),
                optional(wire.getTo(), WireValues::domain),
                wire.getNonce(),
                wire.getGasLimit(),
                WireValues.uint(wire.getValueWei()),
                WireValues.uint(wire.getGasPriceWei()),
                optional(wire.getMaxFeePerGasWei(), WireValues::uint),
                optional(wire.getMaxPriorityFeePerGasWei(), WireValues::uint),
                optional(wire.getMaxFeePerBlobGasWei(), WireValues::uint),
                WireValues.bytes(wire.getInput()),
                list(wire.getAccessList(), TransactionMapper::domain),
                list(wire.getBlobVersionedHashes(), WireValues::domain),
                list(wire.getAuthorizations(), TransactionMapper::domain),
                WireValues.uint(wire.getSignatureV()),
                WireValues.uint(wire.getSignatureR()),
                WireValues.uint(wire.getSignatureS()));
    }

    static ChainReceipt wire(Receipt receipt) {
        ChainReceipt wire = new ChainReceipt();
        wire.setTransactionIndex(receipt.transactionIndex());
        wire.setTransactionHash(WireValues.wire(receipt.transactionHash()));
        wire.setType(receipt.type());
        wire.setStatus(receipt.status());
        wire.setStateRoot(optional(receipt.stateRoot(), WireValues::wire));
        wire.setCumulativeGasUsed(receipt.cumulativeGasUsed());
        wire.setGasUsed(receipt.gasUsed());
        wire.setEffectiveGasPriceWei(optional(receipt.effectiveGasPriceWei(), WireValues::wire));
        wire.setFrom(WireValues.wire(receipt.from()));
        wire.setTo(optional(receipt.to(), WireValues::wire));
        wire.setContractAddress(optional(receipt.contractAddress(), WireValues::wire));
        return wire;
    }

    static Receipt domain(ChainReceipt wire) {
        return new Receipt(
                wire.getTransactionIndex(),
                WireValues.domain(wire.getTransactionHash()),
                wire.getType(),
                wire.getStatus(),
                optional(wire.getStateRoot(), WireValues::domain),
                wire.getCumulativeGasUsed(),
                wire.getGasUsed(),
                optional(wire.getEffectiveGasPriceWei(), WireValues::uint),
                WireValues.domain(wire.getFrom()),
                optional(wire.getTo(), WireValues::domain),
                optional(wire.getContractAddress(), WireValues::domain));
    }

    private static ChainAccessListEntry wire(AccessListEntry entry) {
        ChainAccessListEntry wire = new ChainAccessListEntry();
        wire.setAddress(WireValues.wire(entry.address()));
        wire.setStorageKeys(list(entry.storageKeys(), WireValues::wire));
        return wire;
    }

    private static AccessListEntry domain(ChainAccessListEntry wire) {
        return new AccessListEntry(
                WireValues.domain(wire.getAddress()), list(wire.getStorageKeys(), WireValues::domain));
    }

    private static ChainAuthorization wire(Authorization authorization) {
        ChainAuthorization wire = new ChainAuthorization();
        wire.setChainId(WireValues.wire(authorization.chainId()));
        wire.setAddress(WireValues.wire(authorization.address()));
        wire.setNonce(authorization.nonce());
        wire.setYParity(authorization.yParity());
        wire.setSignatureR(WireValues.wire(authorization.signatureR()));
        wire.setSignatureS(WireValues.wire(authorization.signatureS()));
        return wire;
    }

    private static Authorization domain(ChainAuthorization wire) {
        return new Authorization(
                WireValues.uint(wire.getChainId()),
                WireValues.domain(wire.getAddress()),
                wire.getNonce(),
                wire.getYParity(),
                WireValues.uint(wire.getSignatureR()),
                WireValues.uint(wire.getSignatureS()));
    }
}
