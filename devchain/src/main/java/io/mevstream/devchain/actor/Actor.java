package io.mevstream.devchain.actor;

import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.View;
import java.util.List;

/** Somebody who acts. Nothing is remembered between turns: what is done follows from the turn's draws and the chain. */
public interface Actor {

    /** What its draws depend on, unique. */
    String name();

    /** Gets accounts and contracts what they need, once. */
    void setUp(Stage stage);

    /** What it wants to know of the latest block before it acts. */
    default List<View> asks(Turn turn) {
        return List.of();
    }

    /**
     * Sends what it decides on.
     *
     * @param answers to {@link #asks}, in order
     */
    void act(Turn turn, List<Answer> answers);
}
