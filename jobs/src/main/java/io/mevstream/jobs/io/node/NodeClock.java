package io.mevstream.jobs.io.node;

/** Where time comes from: one that only goes on, for what is due, and the one on the wall, for what is written down. */
public interface NodeClock {

    /** This machine's. */
    NodeClock SYSTEM = new NodeClock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }
    };

    long nanos();

    long wallMillis();
}
