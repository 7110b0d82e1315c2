package io.mevstream.jobs.stream.format;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How a value is laid out in bytes. Reading what was written gives an equal value, and leaves nothing behind. */
public interface BinaryFormat<T> {

    void write(T value, DataOutputView out) throws IOException;

    T read(DataInputView in) throws IOException;
}
