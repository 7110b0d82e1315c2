package io.mevstream.jobs.io.chainlog;

/**
 * Which log: the same wherever a copy of it is kept.
 *
 * @param chainId the EIP-155 chain id
 * @param logId a pure function of the chain id and the nonce the log was created with, 32 hexadecimal digits
 */
public record ChainLogId(long chainId, String logId) {

    /** The id of the log that chain and nonce name. */
    public static ChainLogId of(long chainId, String nonce) {
        return new ChainLogId(chainId, LogIdentity.of(chainId, nonce).logId());
    }
}
