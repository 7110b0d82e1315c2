package io.mevstream.jobs.io.chainlog;

import io.mevstream.chain.CallFrame;
import io.mevstream.chain.ChainRecord;
import io.mevstream.schemas.chain.ChainCallOutcome;
import io.mevstream.schemas.chain.ChainCallType;
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

    static ChainCallType wire(CallFrame.Type value) {
        return switch (value) {
            case CALL -> ChainCallType.CALL;
            case DELEGATECALL -> ChainCallType.DELEGATECALL;
            case CALLCODE -> ChainCallType.CALLCODE;
            case STATICCALL -> ChainCallType.STATICCALL;
            case CREATE -> ChainCallType.CREATE;
            case SELFDESTRUCT -> ChainCallType.SELFDESTRUCT;
            case REWARD -> ChainCallType.REWARD;
        };
    }

    static CallFrame.Type domain(ChainCallType value) {
        return switch (value) {
            case CALL -> CallFrame.Type.CALL;
            case DELEGATECALL -> CallFrame.Type.DELEGATECALL;
            case CALLCODE -> CallFrame.Type.CALLCODE;
            case STATICCALL -> CallFrame.Type.STATICCALL;
            case CREATE -> CallFrame.Type.CREATE;
            case SELFDESTRUCT -> CallFrame.Type.SELFDESTRUCT;
            case REWARD -> CallFrame.Type.REWARD;
        };
    }

    static ChainCallOutcome wire(CallFrame.Outcome value) {
        return switch (value) {
            case KEPT -> ChainCallOutcome.KEPT;
            case FAILED -> ChainCallOutcome.FAILED;
            case UNDONE -> ChainCallOutcome.UNDONE;
        };
    }

    static CallFrame.Outcome domain(ChainCallOutcome value) {
        return switch (value) {
            case KEPT -> CallFrame.Outcome.KEPT;
            case FAILED -> CallFrame.Outcome.FAILED;
            case UNDONE -> CallFrame.Outcome.UNDONE;
        };
    }
}
