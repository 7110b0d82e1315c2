package io.mevstream.jobs.io.clickhouse;

import com.clickhouse.client.api.ClientMisconfigurationException;
import com.clickhouse.client.api.ServerException;
import java.util.Set;

/**
 * Decides whether a failed insert is worth repeating with the same bytes and token.
 *
 * <p>Repeating is safe whenever it might help: the token makes a batch that was stored after all a no-op. So the only
 * question is whether waiting can help. It can when the server was not reached, did not answer, answered half, or
 * answered that it is short of something that comes back: memory, disk, merges keeping up, replicas, its own
 * start. It cannot when the server understood and refused: the table or a column is not there, the bytes do not parse,
 * we may not write, a setting is unknown. Those are errors of ours, and repeating them would only hide them behind the
 * retry budget. A code that is not listed counts as refusal for the same reason: an unknown error is shown, not waited
 * out.
 */
final class InsertErrors {

    /** Codes of ClickHouse's ErrorCodes.cpp that pass by themselves. */
    private static final Set<Integer> PASSING = Set.of(
            95, // CANNOT_READ_FROM_SOCKET
            96, // CANNOT_WRITE_TO_SOCKET
            159, // TIMEOUT_EXCEEDED
            164, // READONLY: a server switched to read-only for maintenance
            198, // DNS_ERROR
            201, // QUOTA_EXCEEDED: an interval's quota comes back
            202, // TOO_MANY_SIMULTANEOUS_QUERIES
            203, // NO_FREE_CONNECTION
            209, // SOCKET_TIMEOUT
            210, // NETWORK_ERROR
            225, // NO_ZOOKEEPER
            236, // ABORTED: the server is stopping
            241, // MEMORY_LIMIT_EXCEEDED
            242, // TABLE_IS_READ_ONLY: a replica without its coordinator
            243, // NOT_ENOUGH_SPACE
            252, // TOO_MANY_PARTS: merges will catch up
            279, // ALL_CONNECTION_TRIES_FAILED
            285, // TOO_FEW_LIVE_REPLICAS
            286, // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
            319, // UNKNOWN_STATUS_OF_INSERT
            394, // QUERY_WAS_CANCELLED
            425, // SYSTEM_ERROR
            473, // DEADLOCK_AVOIDED
            999 // KEEPER_EXCEPTION
            );

    private InsertErrors() {}

    /** Whether the same insert may succeed later. */
    static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException server) {
                return isTransient(server.getCode(), server.getTransportProtocolCode());
            }
            if (cause instanceof ClientMisconfigurationException) {
                return false;
            }
        }
        // The client gave up before any answer of the server: a matter of the network.
        return true;
    }

    /** By ClickHouse's code; without one, by the HTTP status of whatever stands in front of it. */
    static boolean isTransient(int code, int httpStatus) {
        return code > 0 ? PASSING.contains(code) : httpStatus == 408 || httpStatus == 429 || httpStatus >= 500;
    }
}
