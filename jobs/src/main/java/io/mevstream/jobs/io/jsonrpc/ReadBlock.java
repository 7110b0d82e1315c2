package io.mevstream.jobs.io.jsonrpc;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import java.util.List;

/**
 * A block that was read and not refused.
 *
 * @param proof how far its integrity is proven
 * @param sources {@code file:entry} of each piece it was joined from
 */
public record ReadBlock(Block block, ChainRecord.Proof proof, List<String> sources) {}
