package io.mevstream.jobs.launcher;

import io.mevstream.jobs.io.clickhouse.ServerFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The main class behind {@code ./mevstream}: one command line for everything the project does. */
@Command(
        name = "mevstream",
        description = {"MEV signals and backtests on Apache Flink.", ""},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = false,
        sortOptions = false,
        subcommands = {
            RunCommand.class,
            ReplayCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            SqlCommand.class,
            IngestCommand.class,
            DevChainCommand.class,
            BenchCommand.class,
            TestCommand.class,
            VersionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done, and nothing is wrong",
            " 1:the run found a failure or could not be finished",
            " 2:the command line was not understood; nothing was done",
            "130:stopped with Ctrl-C"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream replay ../shared/data/mainnet-blocks",
            "  ./mevstream sql \"SELECT * FROM swaps_per_protocol_per_block ORDER BY block_number, protocol\"",
            "  ./mevstream COMMAND --help"
        })
public final class Mevstream implements Runnable {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "show this help and exit")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** Runs one command and exits with its {@link ExitCode}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals("bench")) {
            System.exit(BenchCommand.run(List.of(args).subList(1, args.length)));
        }
        System.exit(commandLine().execute(args));
    }

    /** The command line with the commands of every module on the class path. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Mevstream());
        for (Subcommand more : ServiceLoader.load(Subcommand.class)) {
            line.addSubcommand(more);
        }
        line.setUsageHelpWidth(110);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler(Mevstream::refuse);
        line.setExecutionExceptionHandler((thrown, command, parsed) -> report(thrown, command));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "expected a command: " + String.join(", ", spec.subcommands().keySet()));
    }

    private static int refuse(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("mevstream: " + wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            String options = command.getCommandSpec().options().stream()
                    .map(option -> option.longestName())
                    .reduce((a, b) -> a + " " + b)
                    .orElse("no options");
            err.println("Expected: " + options);
        }
        err.println("See: ./" + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** The one place where any failure ends: an expected one with its message, any other with its whole trace. */
    private static int report(Exception thrown, CommandLine command) {
        if (thrown instanceof Refusal refusal) {
            command.getErr().println("mevstream: " + refusal.getMessage());
            return refusal.exitCode();
        }
        if (thrown instanceof SQLException refused) {
            command.getErr().println("mevstream: the database: " + ServerFailure.reason(refused));
            return ExitCode.FAILED;
        }
        if (thrown instanceof FileSystemException file) {
            command.getErr().println("mevstream: expected to read or write " + file.getFile() + ", found: " + file);
            return ExitCode.FAILED;
        }
        command.getErr().println("mevstream: failed: " + thrown);
        thrown.printStackTrace(command.getErr());
        return ExitCode.FAILED;
    }
}
