package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.BlockRef;
import io.mevstream.integrity.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of input that gave no block.
 *
 * @param contradiction the integrity check's reason where the reason is {@link Reason#CONTRADICTION}, else null
 * @param detail what was expected and what was found
 * @param block the block it speaks of; null where it names none
 * @param entries where it came from; several where a block was joined from several
 */
public record InputRefusal(
        Reason reason,
        Verdict.@Nullable Reason contradiction,
        String detail,
        @Nullable BlockRef block,
        List<Entry> entries) {

    /** Why a piece of input gave no block. */
    public enum Reason {
        /** The file's name does not end in .json, .ndjson or .jsonl, with or without .gz. */
        NOT_AN_INPUT_FILE,
        /** The file or folder cannot be read, or its compression is damaged. */
        UNREADABLE_FILE,
        /** A file or line is larger than the limit; only its beginning is kept. */
        TOO_LARGE,
        /** Not JSON, or JSON cut off. */
        NOT_JSON,
        /** JSON nested deeper, or with longer strings, names or numbers, than any block's. */
        JSON_LIMIT,
        /** A key stands twice in one object, so that what it means is a reader's choice. */
        DUPLICATE_KEY,
        /** The node answered with an error. */
        RPC_ERROR,
        /** No block, receipt, log or trace in it. */
        NO_BLOCK,
        /** A field that is needed is not there. */
        FIELD_MISSING,
        /** A field is not what JSON-RPC says it is. */
        FIELD_MALFORMED,
        /** A log is marked as removed by a reorganisation. */
        REMOVED_LOG,
        /** Parts name different blocks where they must name one. */
        MIXED_BLOCKS,
        /** Another piece of the same block states something else. */
        PIECES_DISAGREE,
        /** Traces of transactions that no block read with them has, or several: geth does not say which block it traced. */
        TRACES_WITHOUT_BLOCK,
        /** The block contradicts itself; see the contradiction. */
        CONTRADICTION
    }

    /** One line: where, why, what. */
    public String message() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            text.append(text.length() == 0 ? "" : " + ").append(entry.source());
        }
        text.append(": ").append(reason);
        if (contradiction != null) {
            text.append(' ').append(contradiction);
        }
        return text.append(": ").append(detail).toString();
    }
}
