package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.ChainRecord;
import io.mevstream.schemas.chain.ChainProof;
import io.mevstream.schemas.chain.ChainRecordKind;

/** The enumerations of wire and domain, each constant by name so that the compiler finds one that is missing. */
final class WireEnums {

    private WireEnums() {}

    static ChainRecordKind wire(ChainRecord.Kind kind) {
        return switch (kind) {
            case APPLY -> ChainRecordKind.APPLY;
            case UNDO -> ChainRecordKind.UNDO;
        };
    }

    static ChainRecord.Kind domain(ChainRecordKind kind) {
        return switch (kind) {
            case APPLY -> ChainRecord.Kind.APPLY;
            case UNDO -> ChainRecord.Kind.UNDO;
        };
    }

    static ChainProof wire(ChainRecord.Proof proof) {
        return switch (proof) {
            case ROOTS -> ChainProof.ROOTS;
            case BLOOM -> ChainProof.BLOOM;
            case UNPROVEN -> ChainProof.UNPROVEN;
        };
    }

    static ChainRecord.Proof domain(ChainProof proof) {
        return switch (proof) {
            case ROOTS -> ChainRecord.Proof.ROOTS;
            case BLOOM -> ChainRecord.Proof.BLOOM;
            case UNPROVEN -> ChainRecord.Proof.UNPROVEN;
        };
    }
}
