package io.mevstream.devchain.actor;

import io.mevstream.devchain.oracle.CallBatch;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.View;
import java.util.ArrayList;
import java.util.List;

/** Lets the actors take their turns, one after the other, on what one request told of the latest block. */
public final class MarketTable {

    private final CallBatch views;
    private final List<Actor> actors;

    public MarketTable(CallBatch views, List<Actor> actors) {
        this.views = views;
        this.actors = List.copyOf(actors);
    }

    /** One turn of everybody. */
    public void play(Turn turn) {
        List<View> asked = new ArrayList<>(MarketState.views(turn.deployment()));
        List<Integer> counts = new ArrayList<>();
        for (Actor actor : actors) {
            List<View> views = actor.asks(turn);
            counts.add(views.size());
            asked.addAll(views);
        }
        List<Answer> answers = views.ask(asked);
        int at = MarketState.views(turn.deployment()).size();
        turn.look(MarketState.read(turn.deployment(), answers.subList(0, at).iterator()));
        for (int i = 0; i < actors.size(); i++) {
            int to = at + counts.get(i);
            actors.get(i).act(turn, answers.subList(at, to));
            at = to;
        }
    }
}
