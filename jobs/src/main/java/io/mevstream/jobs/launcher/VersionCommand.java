package io.mevstream.jobs.launcher;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is running. */
@Command(
        name = "version",
        description = "Print the versions of mevstream, Flink and Java.",
        footerHeading = "%nExamples:%n",
        footer = "  ./mevstream version")
final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("mevstream " + version(Mevstream.class));
        out.println(
                "flink     " + version(org.apache.flink.streaming.api.environment.StreamExecutionEnvironment.class));
        out.println("java      " + Runtime.version());
        return ExitCode.OK;
    }

    private static String version(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
