package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.actor.Purpose.Kind;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Transactions that together are meant to extract something.
 *
 * @param id unique on the whole run
 * @param holders whose holdings its gain is
 * @param own the actor's transactions in the order in which they should be mined
 * @param victims others' transactions that it counts on, in order; empty for most kinds
 * @param pools that it trades or provides, by name
 * @param terms what is known beforehand: the gain expected, who is liquidated
 */
public record Play(
        String id,
        Kind kind,
        String actor,
        SortedSet<Address> holders,
        List<Pending> own,
        List<Pending> victims,
        List<String> pools,
        SortedMap<String, String> terms) {}
