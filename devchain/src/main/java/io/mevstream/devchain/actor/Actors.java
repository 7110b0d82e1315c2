package io.mevstream.devchain.actor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everybody: adding a kind of actor is a class, a line here and a name in {@link Strengths}. */
public final class Actors {

    private static final Map<String, Supplier<Actor>> BY_KIND = new LinkedHashMap<>();

    static {
        BY_KIND.put("oracles", Oracles::new);
        BY_KIND.put("traders", Traders::new);
        BY_KIND.put("providers", Providers::new);
        BY_KIND.put("borrowers", LendingUsers::new);
        // These react to what the others sent, or to the block before.
        BY_KIND.put("sandwichers", Sandwichers::new);
        BY_KIND.put("jit", JitProviders::new);
        BY_KIND.put("liquidators", Liquidators::new);
        BY_KIND.put("arbitrageurs", Arbitrageurs::new);
    }

    private Actors() {}

    /** Those whose kind is not turned off, in the order of their turns. */
    public static List<Actor> of(Strengths strengths) {
        List<Actor> actors = new ArrayList<>();
        BY_KIND.forEach((kind, actor) -> {
            boolean crowds = kind.equals("traders") && strengths.of("crowds") > 0;
            if (strengths.of(kind) > 0 || crowds) {
                actors.add(actor.get());
            }
        });
        return actors;
    }
}
