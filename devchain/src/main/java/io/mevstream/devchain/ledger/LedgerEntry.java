package io.mevstream.devchain.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mevstream.chain.Address;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param number its place, from 0
 * @param nanos since the ledger was opened, by a clock that never steps
 * @param relay the relay's name
 * @param connection the connection's number
 * @param arrival the request's number among all requests of all relays; null where it is about a connection
 * @param bytes of the wire, after TLS: what came for {@link Kind#RECEIVED}, a request's body for {@link Kind#REQUEST}, the answer's for
 *     {@link Kind#ANSWERED}; null for none
 * @param method the JSON-RPC method of a request; null where there is none to be read
 * @param signer the address whose signature of the body is in the header and is right; null otherwise
 * @param status the answer's HTTP status; null where none was sent
 * @param fault the fault that was applied; null for none
 * @param detail in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerEntry(
        long number,
        long nanos,
        Kind kind,
        String relay,
        long connection,
        @Nullable Long arrival,
        byte @Nullable [] bytes,
        @Nullable String method,
        @Nullable String signer,
        @Nullable Integer status,
        @Nullable String fault,
        @Nullable String detail) {

    /** What a line says. */
    public enum Kind {
        /** A client has connected. */
        OPENED,
        /** Bytes have come. */
        RECEIVED,
        /** The bytes so far are a whole request; its body is in the line. */
        REQUEST,
        /** The request has been carried out, whatever its sender hears of it; its outcome is in the detail. */
        CARRIED_OUT,
        /** An answer, or what a fault made of it, has been handed to the network. */
        ANSWERED,
        /** The connection is gone. */
        CLOSED,
        /** The ledger was closed in order; nothing follows. */
        END
    }

    /** What a line is about. */
    public record Subject(Kind kind, String relay, long connection, @Nullable Long arrival) {}

    static LedgerEntry of(long number, long nanos, Subject subject) {
        return new LedgerEntry(
                number,
                nanos,
                subject.kind(),
                subject.relay(),
                subject.connection(),
                subject.arrival(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    LedgerEntry withBytes(byte[] content) {
        return new LedgerEntry(
                number, nanos, kind, relay, connection, arrival, content, method, signer, status, fault, detail);
    }

    LedgerEntry withRequest(@Nullable String rpcMethod, @Nullable Address key) {
        String signed = key == null ? null : key.toString();
        return new LedgerEntry(
                number, nanos, kind, relay, connection, arrival, bytes, rpcMethod, signed, status, fault, detail);
    }

    LedgerEntry withAnswer(@Nullable Integer httpStatus, @Nullable String applied) {
        return new LedgerEntry(
                number, nanos, kind, relay, connection, arrival, bytes, method, signer, httpStatus, applied, detail);
    }

    LedgerEntry withDetail(String words) {
        return new LedgerEntry(
                number, nanos, kind, relay, connection, arrival, bytes, method, signer, status, fault, words);
    }
}
