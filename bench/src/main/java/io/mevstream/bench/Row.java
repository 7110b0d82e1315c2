package io.mevstream.bench;

import java.util.List;

/**
 * One line of what is measured: a method of ours and the peers' methods of the same name.
 *
 * @param set what the command line calls the group
 * @param method the methods' common beginning, before {@code Ours} or a peer's name
 * @param goal from performance targets on two cores; empty where there is none
 */
record Row(String set, String name, Class<?> benchmark, String method, List<String> peers, String goal) {

    static final List<Row> ALL = List.of(
            new Row("kernels", "mul", KernelBenchmark.class, "mul", List.of("BigInteger", "Web3j"), ""),
            new Row("kernels", "mulDiv", KernelBenchmark.class, "mulDiv", List.of("BigInteger", "Web3j"), ""),
            new Row("kernels", "div", KernelBenchmark.class, "div", List.of("BigInteger", "Web3j"), ""),
            new Row(
                    "quotes",
                    "exact V2 quote",
                    QuoteBenchmark.class,
                    "v2Quote",
                    List.of("BigInteger", "Web3j", NodePeer.NAME),
                    "<= 35 ns"),
            new Row(
                    "quotes",
                    "V3 step",
                    QuoteBenchmark.class,
                    "v3Step",
                    List.of("BigInteger", "Web3j", NodePeer.NAME),
                    "<= 150 ns"),
            new Row("quotes", "V3 pool over ticks", TickBenchmark.class, "v3Quote", List.of(NodePeer.NAME), ""),
            new Row("quotes", "Balancer weighted", PoolBenchmark.class, "weighted", List.of("BigInteger"), ""),
            new Row("quotes", "Balancer stable", PoolBenchmark.class, "stable", List.of("BigInteger"), ""),
            new Row("quotes", "Curve stable", PoolBenchmark.class, "curve", List.of("BigInteger"), ""),
            new Row("quotes", "Aerodrome stable", PoolBenchmark.class, "solidly", List.of("BigInteger"), ""),
            new Row("log", "record to bytes", LogBenchmark.class, "encode", List.of("Avro"), ""),
            new Row("log", "bytes to record", LogBenchmark.class, "decode", List.of("Avro"), ""),
            new Row("log", "append, acknowledged", LogBenchmark.class, "append", List.of("JavaIo"), ""),
            new Row("log", "read with checksum", LogBenchmark.class, "read", List.of("JavaIo"), ""),
            new Row(
                    "mempool",
                    "raw to fields, class, hash",
                    MempoolBenchmark.class,
                    "parse",
                    List.of("Web3j", EthersPeer.NAME),
                    "<= 2 us: 1 M/s on two cores"),
            new Row(
                    "mempool",
                    "sender recovered",
                    MempoolBenchmark.class,
                    "sender",
                    List.of("Web3j", EthersPeer.NAME),
                    "<= 44 us: 45k/s on two cores"),
            new Row("decode", "log to event", DecodeBenchmark.class, "log", List.of("Web3j"), ""),
            new Row(
                    "blocks",
                    "block JSON to events",
                    BlockBenchmark.class,
                    "block",
                    List.of("Web3j"),
                    "mean <= 2 ms, p99 <= 5 ms"),
            new Row(
                    "inspect",
                    "logs JSON to findings",
                    InspectBenchmark.class,
                    "logs",
                    List.of("Jackson"),
                    "p99 <= 5 ms; mev-inspect: 200 to 4,000 ms, as published"),
            new Row(
                    "inspect",
                    "traces to findings",
                    InspectBenchmark.class,
                    "traces",
                    List.of("Jackson"),
                    "p99 <= 5 ms; mev-inspect: 200 to 4,000 ms, as published"),
            new Row("search", "update, 500 dense", SearchBenchmark.class, "dense500", List.of("JGraphT"), ""),
            new Row(
                    "search",
                    "update, 2,000 dense",
                    SearchBenchmark.class,
                    "dense2000",
                    List.of("JGraphT"),
                    ">= 500k/s"),
            new Row("search", "update, 5,000 dense", SearchBenchmark.class, "dense5000", List.of("JGraphT"), ""),
            new Row("search", "update, 20,000 dense", SearchBenchmark.class, "dense20000", List.of("JGraphT"), ""),
            new Row("search", "update, real pairs", SearchBenchmark.class, "real", List.of("JGraphT"), ">= 5 M/s"),
            new Row("routes", "screened route", RouteBenchmark.class, "screened", List.of("EverySum"), "1 G/s"),
            new Row("routes", "sized route", RouteBenchmark.class, "sized", List.of("BigInteger"), "200 M/s"),
            new Row("routes", "exact route, 3 hops", RouteBenchmark.class, "exact", List.of("BigInteger"), "10 M/s"),
            new Row(
                    "routes",
                    "opportunity, sized, verified, scored",
                    RouteBenchmark.class,
                    "scored",
                    List.of("BigInteger"),
                    ">= 500k/s"),
            new Row("routes", "top 5 of 20", RouteBenchmark.class, "topK", List.of("Unsized"), ""),
            new Row(
                    "routes",
                    "split over 2,000",
                    SplitBenchmark.class,
                    "split",
                    List.of("Bisection"),
                    "<= 0.5 ms cold; scipy 2.3 ms, as published"),
            new Row("routes", "split anew, warm", SplitBenchmark.class, "resplit", List.of("Bisection"), "<= 0.1 ms"),
            new Row("routes", "trade over 2,000, whole", SplitBenchmark.class, "trade", List.of("Bisection"), ""));

    /** Whether one operation is a whole block. */
    boolean takesBlocks() {
        return benchmark == BlockBenchmark.class || benchmark == InspectBenchmark.class;
    }

    /** The regular expression of one of the methods. */
    String include(String who) {
        return "^" + benchmark.getName().replace(".", "\\.") + "\\." + method + who + "$";
    }
}
