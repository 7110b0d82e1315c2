package io.mevstream.decode;

/** A protocol's closed list of events: each is either read or ignored for a stated reason. */
public interface Protocol {

    /** The protocol's name, kebab case, as it stands in rows and counters. */
    String name();

    /** Declares every event of the protocol. */
    void declare(EventList events);
}
