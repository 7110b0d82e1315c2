package io.mevstream.decode;

import io.mevstream.event.ProtocolEvent;
import java.util.ArrayList;
import java.util.List;

/** Collects the events that one protocol declares. */
public final class EventList {

    private final String protocol;
    private final List<EventSpec> specs = new ArrayList<>();

    public EventList(String protocol) {
        this.protocol = protocol;
    }

    /** Declares an event that has a meaning shared across protocols. */
    public EventList read(String declaration, EventMapper mapper) {
        return read(EventSignature.parse(declaration), mapper);
    }

    public EventList read(EventLayout layout, EventMapper mapper) {
        specs.add(new EventSpec(protocol, layout, mapper, null));
        return this;
    }

    /** Declares events whose meaning is their name and their fields. */
    public EventList read(String... declarations) {
        for (String declaration : declarations) {
            read(EventSignature.parse(declaration));
        }
        return this;
    }

    public EventList read(EventLayout layout) {
        ProtocolEvent event = new ProtocolEvent(protocol, layout.name());
        return read(layout, (fields, emitter) -> event);
    }

    /** Declares events that are known and not read, and why. */
    public EventList ignore(String because, String... declarations) {
        for (String declaration : declarations) {
            ignore(because, EventSignature.parse(declaration));
        }
        return this;
    }

    public EventList ignore(String because, EventLayout layout) {
        specs.add(new EventSpec(protocol, layout, null, because));
        return this;
    }

    public List<EventSpec> specs() {
        return List.copyOf(specs);
    }
}
