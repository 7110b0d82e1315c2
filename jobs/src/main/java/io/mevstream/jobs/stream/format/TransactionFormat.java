package io.mevstream.jobs.stream.format;

import static io.mevstream.jobs.stream.format.ChainFormats.ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.BYTES;
import static io.mevstream.jobs.stream.format.ChainFormats.HASH;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_ADDRESS;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_LONG;
import static io.mevstream.jobs.stream.format.ChainFormats.MAYBE_UINT256;
import static io.mevstream.jobs.stream.format.ChainFormats.UINT256;
import static io.mevstream.jobs.stream.format.Formats.list;
import static io.mevstream.jobs.stream.format.Formats.of;

import io.mevstream.chain.Hash;
import io.mevstream.chain.Transaction;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The format of a whole transaction. */
final class TransactionFormat implements BinaryFormat<Transaction> {

    private static final BinaryFormat<List<Hash>> HASHES = list(HASH);

    private static final BinaryFormat<List<Transaction.AccessListEntry>> ACCESS_LIST = list(of(
            (value, out) -> {
                ADDRESS.write(value.address(), out);
                HASHES.write(value.storageKeys(), out);
            },
            in -> new Transaction.AccessListEntry(ADDRESS.read(in), HASHES.read(in))));

    private static final BinaryFormat<List<Transaction.Authorization>> AUTHORIZATIONS = list(of(
            (value, out) -> {
                UINT256.write(value.chainId(), out);
                ADDRESS.write(value.address(), out);
                out.writeLong(value.nonce());
                out.writeInt(value.yParity());
                UINT256.write(value.signatureR(), out);
                UINT256.write(value.signatureS(), out);
            },
            in -> new Transaction.Authorization(
                    UINT256.read(in),
                    ADDRESS.read(in),
                    in.readLong(),
                    in.readInt(),
                    UINT256.read(in),
                    UINT256.read(in))));

    @Override
    public void write(Transaction value, DataOutputView out) throws IOException {
        out.writeInt(value.index());
        HASH.write(value.hash(), out);
        out.writeInt(value.type());
        MAYBE_LONG.write(value.chainId(), out);
        ADDRESS.write(value.from(), out);
        MAYBE_ADDRESS.write(value.to(), out);
        out.writeLong(value.nonce());
        out.writeLong(value.gasLimit());
        UINT256.write(value.valueWei(), out);
        UINT256.write(value.gasPriceWei(), out);
        MAYBE_UINT256.write(value.maxFeePerGasWei(), out);
        MAYBE_UINT256.write(value.maxPriorityFeePerGasWei(), out);
        MAYBE_UINT256.write(value.maxFeePerBlobGasWei(), out);
        BYTES.write(value.input(), out);
        ACCESS_LIST.write(value.accessList(), out);
        HASHES.write(value.blobVersionedHashes(), out);
        AUTHORIZATIONS.write(value.authorizations(), out);
        UINT256.write(value.signatureV(), out);
        UINT256.write(value.signatureR(), out);
        UINT256.write(value.signatureS(), out);
    }

    @Override
    public Transaction read(DataInputView in) throws IOException {
        return new Transaction(
                in.readInt(),
                HASH.read(in),
                in.readInt(),
                MAYBE_LONG.read(in),
                ADDRESS.read(in),
                MAYBE_ADDRESS.read(in),
                in.readLong(),
                in.readLong(),
                UINT256.read(in),
                UINT256.read(in),
                MAYBE_UINT256.read(in),
                MAYBE_UINT256.read(in),
                MAYBE_UINT256.read(in),
                BYTES.read(in),
                ACCESS_LIST.read(in),
                HASHES.read(in),
                AUTHORIZATIONS.read(in),
                UINT256.read(in),
                UINT256.read(in),
                UINT256.read(in));
    }
}
