package io.mevstream.integrity;

import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a header that its hash is taken of: fifteen fields from the start, then what London (EIP-1559), Shanghai
 * (EIP-4895), Cancun (EIP-4844, EIP-4788) and Prague (EIP-7685) each appended.
 */
public final class HeaderEncoding {

    private HeaderEncoding() {}

    /** The hash of the header's fields, which is what {@link BlockHeader#hash()} must be. */
    public static Hash hash(BlockHeader header) {
        RlpWriter writer = new RlpWriter(1024);
        write(header, writer);
        return writer.hashFrom(0);
    }

    /** Whether no fork's field stands without those of the forks before it: only then is the encoding unambiguous. */
    static boolean hasNoGap(BlockHeader header) {
        @Nullable
        Object[] byFork = {
            header.baseFeePerGasWei(),
            header.withdrawalsRoot(),
            header.blobGasUsed(),
            header.excessBlobGas(),
            header.parentBeaconBlockRoot(),
            header.requestsHash()
        };
        for (int i = 1; i < byFork.length; i++) {
            if (byFork[i] != null && byFork[i - 1] == null) {
                return false;
            }
        }
        return true;
    }

    private static void write(BlockHeader header, RlpWriter writer) {
        int list = writer.beginList();
        writer.hash(header.parentHash());
        writer.hash(header.unclesHash());
        writer.address(header.miner());
        writer.hash(header.stateRoot());
        writer.hash(header.transactionsRoot());
        writer.hash(header.receiptsRoot());
        writer.string(header.logsBloom());
        writer.number(header.difficulty());
        writer.number(header.number());
        writer.number(header.gasLimit());
        writer.number(header.gasUsed());
        writer.number(header.timestampSeconds());
        writer.string(header.extraData());
        writer.hash(header.mixHash());
        writer.string(header.nonce());
        if (header.baseFeePerGasWei() != null) writer.number(header.baseFeePerGasWei());
        if (header.withdrawalsRoot() != null) writer.hash(header.withdrawalsRoot());
        if (header.blobGasUsed() != null) writer.number(header.blobGasUsed());
        if (header.excessBlobGas() != null) writer.number(header.excessBlobGas());
        if (header.parentBeaconBlockRoot() != null) writer.hash(header.parentBeaconBlockRoot());
        if (header.requestsHash() != null) writer.hash(header.requestsHash());
        writer.endList(list);
    }
}
