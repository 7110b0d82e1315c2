package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The bundles that one relay holds for its builder. Nobody else sees them. Safe for several threads. */
public final class BundlePool {

    /** For how many blocks after its latest use a name's sequence is remembered. */
    static final int SEQUENCE_BLOCKS = 64;

    private final Scope scope;
    private final Map<Key, Held> held = new LinkedHashMap<>();
    private final Map<String, Version> versions = new LinkedHashMap<>();
    private long block;
    private long anonymous;

    public BundlePool(Scope scope) {
        this.scope = scope;
    }

    /** What a bundle with a replacement name takes the place of. */
    public enum Scope {
        /** The bundle of that name for the same block. */
        NAME_AND_BLOCK,
        /** The bundle of that name, whatever its block. */
        NAME
    }

    /**
     * What a bundle can be replaced or cancelled by.
     *
     * @param name chosen by the sender
     * @param signer whose name it is; null where the relay asks for no signature
     * @param sequence the order of the versions; null for the order of arrival
     */
    public record Replacement(String name, @Nullable Address signer, @Nullable Long sequence) {

        String owner() {
            return name + "/" + (signer == null ? "" : signer);
        }
    }

    private record Key(String owner, long block) {}

    /** The highest sequence of a name, and the block that was next when it came. */
    private record Version(long sequence, long block) {}

    private record Held(Bundle bundle, @Nullable Replacement replacement) {}

    /** What became of a bundle when it arrived. */
    public enum Receipt {
        NEW,
        REPLACES,
        /** The same bundle is here already. */
        KNOWN,
        /** A later version, or a later cancellation, is here already. */
        OUTDATED
    }

    public synchronized Receipt add(Bundle bundle, @Nullable Replacement replacement) {
        if (replacement == null) {
            if (held.values().stream().anyMatch(there -> same(there.bundle(), bundle))) {
                return Receipt.KNOWN;
            }
            held.put(new Key("#" + anonymous++, 0), new Held(bundle, null));
            return Receipt.NEW;
        }
        if (!advances(replacement)) {
            return Receipt.OUTDATED;
        }
        Key key = new Key(
                replacement.owner(), scope == Scope.NAME ? 0 : bundle.validity().firstBlock());
        return held.put(key, new Held(bundle, replacement)) == null ? Receipt.NEW : Receipt.REPLACES;
    }

    private static boolean same(Bundle a, Bundle b) {
        return a.hash().equals(b.hash())
                && a.validity().equals(b.validity())
                && a.reverting().equals(b.reverting())
                && a.dropping().equals(b.dropping())
                && a.refunds().equals(b.refunds());
    }

    private boolean advances(Replacement replacement) {
        if (replacement.sequence() == null) {
            return true;
        }
        Version last = versions.get(replacement.owner());
        if (last != null && replacement.sequence() <= last.sequence()) {
            return false;
        }
        versions.put(replacement.owner(), new Version(replacement.sequence(), block));
        return true;
    }

    /** Removes the bundles of that name, unless a later version is here; their hashes. */
    public synchronized List<Hash> cancel(Replacement replacement) {
        if (!advances(replacement)) {
            return List.of();
        }
        String owner = replacement.owner();
        return remove(there ->
                there.replacement() != null && there.replacement().owner().equals(owner));
    }

    /** Removes the bundles that are nothing but this transaction, if their sender is the same; their hashes. */
    public synchronized List<Hash> cancelTransaction(Hash transaction, @Nullable Address signer) {
        return remove(there -> there.bundle().isSingle()
                && there.bundle().transactions().get(0).hash().equals(transaction)
                && Objects.equals(there.bundle().origin().signer(), signer));
    }

    /** Forgets what can be in no block from this number on. */
    synchronized void expire(long number) {
        block = number;
        remove(there -> there.bundle().validity().lastBlock() < number);
        // Before the first block is over, it is not known which one is next.
        versions.replaceAll(
                (owner, version) -> version.block() == 0 ? new Version(version.sequence(), number) : version);
        versions.values().removeIf(version -> version.block() + SEQUENCE_BLOCKS <= number);
    }

    /** How many names' sequences are remembered. */
    synchronized int remembered() {
        return versions.size();
    }

    /** The bundles that may be in the slot, in the order of arrival. */
    public synchronized List<Bundle> eligible(Slot slot) {
        return held.values().stream()
                .map(Held::bundle)
                .filter(bundle -> bundle.validity().allows(slot))
                .sorted((a, b) -> Long.compare(a.origin().arrival(), b.origin().arrival()))
                .toList();
    }

    /** Everything held, in the order of arrival. */
    public synchronized List<Bundle> all() {
        return held.values().stream().map(Held::bundle).toList();
    }

    private List<Hash> remove(Predicate<Held> which) {
        List<Hash> removed = new ArrayList<>();
        for (Iterator<Held> each = held.values().iterator(); each.hasNext(); ) {
            Held there = each.next();
            if (which.test(there)) {
                removed.add(there.bundle().hash());
                each.remove();
            }
        }
        return removed;
    }
}
