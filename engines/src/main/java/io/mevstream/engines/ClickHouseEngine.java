package io.mevstream.engines;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A ClickHouse server as a process of its own: HTTP and native TCP on the loopback interface, MergeTree tables on disk.
 * It serves until its standard input closes, so that it ends with the process that started it.
 *
 * <p>The server is {@code clickhouse-local} inside libchdb, told to listen and then to read a pipe without an end. Users, passwords and limits stand in the configuration file, never on the command line. One process may use a
 * data path at a time.
 *
 * <p>Usage: {@code java -cp JAR io.mevstream.engines.ClickHouseEngine --library=SO --path=DIR --http-port=P
 * --tcp-port=Q --config-file=XML}
 */
public final class ClickHouseEngine {

    private static final Set<String> OPTIONS = Set.of("library", "path", "http-port", "tcp-port", "config-file");

    /** Listens, then reads a pipe that nothing is ever written to. */
    private static final String SERVE = "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; "
            + "INSERT INTO FUNCTION null('line String') FROM INFILE '/dev/fd/%d' FORMAT LineAsString";

    private static final NativeLibrary LIBC = NativeLibrary.getInstance("c");

    private ClickHouseEngine() {}

    public static void main(String[] args) {
        Map<String, String> options = parse(args);
        String[] command = {
            "clickhouse",
            "--path=" + options.get("path"),
            "--listen_host=127.0.0.1",
            "--http_port=" + options.get("http-port"),
            "--tcp_port=" + options.get("tcp-port"),
            "--config-file=" + options.get("config-file"),
            "-q",
            SERVE.formatted(endlessPipe())
        };
        endWithInput();
        NativeLibrary chdb = NativeLibrary.getInstance(options.get("library"));
        // The JVM owns the signals of this process.
        chdb.getFunction("chdb_set_signal_handlers_enabled").invokeVoid(new Object[] {0});
        Pointer result = chdb.getFunction("chdb_query_cmdline")
                .invokePointer(new Object[] {command.length, new StringArray(command)});
        String error = result == null
                ? "no result"
                : chdb.getFunction("chdb_result_error").invokeString(new Object[] {result}, false);
        throw new IllegalStateException(
                "expected ClickHouse to serve until its input closes, found it stopped: " + error);
    }

    /** The reading end of a pipe whose other end stays open. */
    private static int endlessPipe() {
        int[] ends = new int[2];
        if (LIBC.getFunction("pipe").invokeInt(new Object[] {ends}) != 0) {
            throw new IllegalStateException("expected a pipe, found no descriptor left");
        }
        return ends[0];
    }

    /**
     * Ends at once, as a kill would: what was acknowledged is on disk. An orderly end waits five seconds for idle connections,
     * and Java's own exits run the library's destructors under its running threads, which crashes.
     */
    private static void endWithInput() {
        var watcher = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // A broken pipe is an end too.
                    }
                    LIBC.getFunction("_exit").invokeVoid(new Object[] {0});
                },
                "end-of-input");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static Map<String, String> parse(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String name = arg.startsWith("--") && equals > 2 ? arg.substring(2, equals) : "";
            if (!OPTIONS.contains(name) || options.put(name, arg.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "expected each of " + new TreeSet<>(OPTIONS) + " once as --name=value, found " + arg);
            }
        }
        if (options.size() != OPTIONS.size()) {
            throw new IllegalArgumentException(
                    "expected each of " + new TreeSet<>(OPTIONS) + " once, found " + new TreeSet<>(options.keySet()));
        }
        return options;
    }
}
