package io.mevstream.detect.trace;

/** The functions of one protocol. */
interface CallProtocol {

    /** As the protocol that decodes its logs is called. */
    String name();

    void declare(CallList calls);
}
