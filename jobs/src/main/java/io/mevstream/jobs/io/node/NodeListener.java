package io.mevstream.jobs.io.node;

import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.jobs.io.jsonrpc.NodeJson;

/** Told what endpoints show, on threads of theirs; must not wait. */
public interface NodeListener {

    /**
     * An endpoint's head, which may be the one it showed before.
     *
     * @param seen when and where
     */
    void head(NodeJson.Head head, Sighting seen);

    /** A transaction in an endpoint's pool; others may have shown it before. */
    void pending(SeenTransaction transaction);

    /** An endpoint may no longer be asked. */
    void lost(String endpoint);
}
