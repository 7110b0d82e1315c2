package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hex;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.fact.Origin;
import io.mevstream.fact.TransactionFact;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of {@code transactions}, from the body, the receipt or both. */
public final class TransactionRows extends RowMapper<TransactionFact> {

    private static final int SELECTOR_BYTES = 4;

    public TransactionRows() {
        super("transactions");
    }

    @Override
    Origin origin(TransactionFact fact) {
        return fact.origin();
    }

    @Override
    String key(TransactionFact fact) {
        return String.valueOf(index(fact));
    }

    @Override
    void describe(RowShape<TransactionFact> columns) {
        columns.uint32("transaction_index", TransactionRows::index)
                .text("transaction_hash", fact -> either(fact, Transaction::hash, Receipt::transactionHash)
                        .toString())
                .add("type", "UInt8", (fact, writer) -> writer.uint8(either(fact, Transaction::type, Receipt::type)))
                .address("from_address", fact -> either(fact, Transaction::from, Receipt::from))
                .maybeHex("to_address", TransactionRows::to)
                .maybeUint64("nonce", body(Transaction::nonce))
                .maybeUint256("value_wei", body(Transaction::valueWei))
                .maybeUint64("gas_limit", body(Transaction::gasLimit))
                .maybeUint256("gas_price_wei", body(Transaction::gasPriceWei))
                .maybeUint256("max_fee_per_gas_wei", body(Transaction::maxFeePerGasWei))
                .maybeUint256("max_priority_fee_per_gas_wei", body(Transaction::maxPriorityFeePerGasWei))
                .maybeUint256("max_fee_per_blob_gas_wei", body(Transaction::maxFeePerBlobGasWei))
                .maybeHex("input_selector", body(transaction -> selector(transaction.input())))
                .maybeUint32(
                        "input_bytes", body(transaction -> transaction.input().length()))
                .maybeUint8("status", receipt(Receipt::status))
                .maybeUint64("gas_used", receipt(Receipt::gasUsed))
                .maybeUint256("effective_gas_price_wei", receipt(Receipt::effectiveGasPriceWei))
                .maybeHex("contract_address", receipt(Receipt::contractAddress))
                .maybeUint32("logs", TransactionFact::logs);
    }

    private static int index(TransactionFact fact) {
        return either(fact, Transaction::index, Receipt::transactionIndex);
    }

    private static @Nullable Address to(TransactionFact fact) {
        Transaction body = fact.transaction();
        Receipt receipt = fact.receipt();
        return body != null ? body.to() : receipt == null ? null : receipt.to();
    }

    private static @Nullable String selector(Bytes input) {
        return input.length() < SELECTOR_BYTES ? null : Hex.encode(input.array(), 0, SELECTOR_BYTES);
    }

    private static <V> V either(
            TransactionFact fact, Function<Transaction, V> ofTransaction, Function<Receipt, V> ofReceipt) {
        Transaction body = fact.transaction();
        Receipt receipt = fact.receipt();
        if (body != null) {
            return ofTransaction.apply(body);
        }
        if (receipt != null) {
            return ofReceipt.apply(receipt);
        }
        throw new IllegalArgumentException("expected a body or a receipt of a transaction, found neither in "
                + fact.origin().block());
    }

    private static <V> Function<TransactionFact, @Nullable V> body(Function<Transaction, ? extends @Nullable V> value) {
        return fact -> {
            Transaction body = fact.transaction();
            return body == null ? null : value.apply(body);
        };
    }

    private static <V> Function<TransactionFact, @Nullable V> receipt(Function<Receipt, ? extends @Nullable V> value) {
        return fact -> {
            Receipt receipt = fact.receipt();
            return receipt == null ? null : value.apply(receipt);
        };
    }
}
