package io.mevstream.jobs.io.chainlog;

import io.mevstream.detect.BlockActions;
import io.mevstream.detect.Detection;
import io.mevstream.detect.Profit;
import io.mevstream.schemas.mev.MevCompleteness;
import io.mevstream.schemas.mev.MevKind;
import io.mevstream.schemas.mev.MevRole;
import io.mevstream.schemas.mev.MevScope;
import io.mevstream.schemas.mev.MevSight;

/** The inspector's enumerations of wire and domain, each constant by name so that the compiler finds one that is missing. */
final class MevEnums {

    private MevEnums() {}

    static MevKind wire(Detection.Kind value) {
        return switch (value) {
            case ARBITRAGE -> MevKind.ARBITRAGE;
            case SANDWICH -> MevKind.SANDWICH;
            case JIT -> MevKind.JIT;
            case LIQUIDATION -> MevKind.LIQUIDATION;
            case REVERTED_ATTEMPT -> MevKind.REVERTED_ATTEMPT;
        };
    }

    static Detection.Kind domain(MevKind value) {
        return switch (value) {
            case ARBITRAGE -> Detection.Kind.ARBITRAGE;
            case SANDWICH -> Detection.Kind.SANDWICH;
            case JIT -> Detection.Kind.JIT;
            case LIQUIDATION -> Detection.Kind.LIQUIDATION;
            case REVERTED_ATTEMPT -> Detection.Kind.REVERTED_ATTEMPT;
        };
    }

    static MevRole wire(Detection.Role value) {
        return switch (value) {
            case ATTACK -> MevRole.ATTACK;
            case FRONT -> MevRole.FRONT;
            case VICTIM -> MevRole.VICTIM;
            case BACK -> MevRole.BACK;
        };
    }

    static Detection.Role domain(MevRole value) {
        return switch (value) {
            case ATTACK -> Detection.Role.ATTACK;
            case FRONT -> Detection.Role.FRONT;
            case VICTIM -> Detection.Role.VICTIM;
            case BACK -> Detection.Role.BACK;
        };
    }

    static MevSight wire(BlockActions.Sight value) {
        return switch (value) {
            case LOGS -> MevSight.LOGS;
            case TRACES -> MevSight.TRACES;
            case LOGS_AND_TRACES -> MevSight.LOGS_AND_TRACES;
        };
    }

    static BlockActions.Sight domain(MevSight value) {
        return switch (value) {
            case LOGS -> BlockActions.Sight.LOGS;
            case TRACES -> BlockActions.Sight.TRACES;
            case LOGS_AND_TRACES -> BlockActions.Sight.LOGS_AND_TRACES;
        };
    }

    static MevScope wire(BlockActions.Scope value) {
        return switch (value) {
            case WHOLE_BLOCK -> MevScope.WHOLE_BLOCK;
            case SOME_TRANSACTIONS -> MevScope.SOME_TRANSACTIONS;
        };
    }

    static BlockActions.Scope domain(MevScope value) {
        return switch (value) {
            case WHOLE_BLOCK -> BlockActions.Scope.WHOLE_BLOCK;
            case SOME_TRANSACTIONS -> BlockActions.Scope.SOME_TRANSACTIONS;
        };
    }

    static MevCompleteness wire(Profit.Completeness value) {
        return switch (value) {
            case EXACT -> MevCompleteness.EXACT;
            case UPPER_BOUND -> MevCompleteness.UPPER_BOUND;
            case UNKNOWN -> MevCompleteness.UNKNOWN;
        };
    }

    static Profit.Completeness domain(MevCompleteness value) {
        return switch (value) {
            case EXACT -> Profit.Completeness.EXACT;
            case UPPER_BOUND -> Profit.Completeness.UPPER_BOUND;
            case UNKNOWN -> Profit.Completeness.UNKNOWN;
        };
    }

    /** Caveats are text on the wire: a reader may meet one that came later, and ours refuses it. */
    static Detection.Caveat caveat(String name) {
        for (Detection.Caveat caveat : Detection.Caveat.values()) {
            if (caveat.name().equals(name)) {
                return caveat;
            }
        }
        throw new ImpossibleValueException("expected a caveat's name, found " + name);
    }
}
