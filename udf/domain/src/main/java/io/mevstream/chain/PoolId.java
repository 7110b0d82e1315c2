package io.mevstream.chain;

/**
 * Which pool: a contract of its own, or an entry of a contract that holds many.
 *
 * @param manager the pool's address, or the singleton that holds it (Uniswap V4 PoolManager, Balancer V2 Vault)
 * @param id the pool's id within the singleton; zero for a contract of its own
 */
public record PoolId(Address manager, Hash id) implements Comparable<PoolId> {

    public static PoolId of(Address pool) {
        return new PoolId(pool, Hash.ZERO);
    }

    /** Whether the pool is a contract of its own. */
    public boolean isContract() {
        return id.isZero();
    }

    @Override
    public int compareTo(PoolId other) {
        int c = manager.compareTo(other.manager);
        return c != 0 ? c : id.compareTo(other.id);
    }

    /** The address, and for an entry of a singleton a colon and its id. */
    @Override
    public String toString() {
        return isContract() ? manager.toString() : manager + ":" + id;
    }
}
