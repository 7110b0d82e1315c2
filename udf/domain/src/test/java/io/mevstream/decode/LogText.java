package io.mevstream.decode;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import java.util.ArrayList;
import java.util.List;

/** Logs written for tests, from an event's declaration and its values in the declared order. */
public final class LogText {

    private LogText() {}

    public static RawLog of(
            int logIndex,
            int transactionIndex,
            Hash transaction,
            Address emitter,
            String declaration,
            Object... values) {
        EventSignature event = EventSignature.parse(declaration);
        List<Hash> topics = new ArrayList<>(List.of(event.topic0()));
        List<AbiType> types = new ArrayList<>();
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (event.parameters().get(i).indexed()) {
                topics.add(Hash.fromBytes(AbiWriter.word(values[i]), 0));
            } else {
                types.add(event.parameters().get(i).type());
                data.add(values[i]);
            }
        }
        return new RawLog(
                logIndex, transactionIndex, transaction, emitter, topics, new Bytes(AbiWriter.write(types, data)));
    }
}
