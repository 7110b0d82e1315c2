package io.mevstream.devchain.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults that are set, and how often each has struck. They can be set and cleared at any time, by several threads. */
public final class Faults {

    private final Map<Long, Active> active = new LinkedHashMap<>();
    private final List<Runnable> watchers = new ArrayList<>();
    private long numbers;

    private static final class Active {
        private final FaultRule rule;
        private int matched;
        private int struck;

        Active(FaultRule rule) {
            this.rule = rule;
        }

        /** Counts a match; whether it strikes. */
        boolean strikes() {
            matched++;
            boolean due = matched > rule.skip() && (rule.times() == 0 || struck < rule.times());
            struck += due ? 1 : 0;
            return due;
        }
    }

    /** A rule with how often it has matched and struck. */
    public record Count(long number, FaultRule rule, int matched, int struck) {}

    /** Sets a fault; the number by which it can be removed. */
    public long add(FaultRule rule) {
        long number;
        synchronized (this) {
            number = numbers++;
            active.put(number, new Active(rule));
        }
        watchers.forEach(Runnable::run);
        return number;
    }

    /** Removes a fault; whether it was there. */
    public boolean remove(long number) {
        boolean removed;
        synchronized (this) {
            removed = active.remove(number) != null;
        }
        watchers.forEach(Runnable::run);
        return removed;
    }

    public void clear() {
        synchronized (this) {
            active.clear();
        }
        watchers.forEach(Runnable::run);
    }

    /** All rules that are set, in the order in which they were. */
    public synchronized List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        active.forEach((number, each) -> counts.add(new Count(number, each.rule, each.matched, each.struck)));
        return counts;
    }

    /** Called after every change. */
    void onChange(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Whether nobody listens at the relay. */
    synchronized boolean refuses(String relay) {
        return active.values().stream()
                .anyMatch(each -> each.rule.fault().kind().stage() == Fault.Stage.LISTENER && each.rule.matches(relay));
    }

    /** The fault of a new connection; null for none. */
    synchronized @Nullable Fault onConnection(String relay) {
        for (Active each : active.values()) {
            if (each.rule.fault().kind().stage() == Fault.Stage.CONNECTION
                    && each.rule.matches(relay)
                    && each.strikes()) {
                return each.rule.fault();
            }
        }
        return null;
    }

    /** What strikes a request: delays, which add up, and at most one fault else. */
    record Strike(long delayMillis, @Nullable Fault fault) {}

    synchronized Strike onRequest(HttpCall call, HttpService.Reading reading) {
        long delay = 0;
        Fault fault = null;
        for (Active each : active.values()) {
            Fault candidate = each.rule.fault();
            boolean isDelay = candidate.kind() == Fault.Kind.DELAY;
            if (candidate.kind().stage() == Fault.Stage.ANSWER
                    && (isDelay || fault == null)
                    && each.rule.matches(call, reading)
                    && each.strikes()) {
                delay += isDelay ? candidate.pauseMillis() : 0;
                fault = isDelay ? fault : candidate;
            }
        }
        return new Strike(delay, fault);
    }
}
