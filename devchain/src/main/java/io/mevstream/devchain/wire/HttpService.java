package io.mevstream.devchain.wire;

import io.mevstream.chain.Address;
import org.jspecify.annotations.Nullable;

/** What answers requests. Called by several threads at once. */
public interface HttpService {

    /**
     * What a request is, without carrying it out.
     *
     * @param method the JSON-RPC method; null where none can be read
     * @param signer whose signature of the body the request carries; null where there is none or it is wrong
     */
    record Reading(@Nullable String method, @Nullable Address signer) {}

    Reading read(HttpCall call);

    /**
     * Carries the request out.
     *
     * @param arrival its number among all requests
     */
    HttpAnswer answer(HttpCall call, long arrival);

    /** Answers as if it had been carried out, and forgets it. */
    HttpAnswer pretend(HttpCall call, long arrival);
}
