package io.mevstream.detect.trace;

import io.mevstream.decode.Refused;
import io.mevstream.detect.Action;
import java.util.List;

/** What a call of a function did. */
@FunctionalInterface
interface CallMeaning {

    /** Adds what the call did to the actions; throws {@link Refused} where it cannot have been what it looks like. */
    void read(Call call, List<Action> actions) throws Refused;
}
