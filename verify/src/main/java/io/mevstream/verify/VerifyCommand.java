package io.mevstream.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mevstream.jobs.launcher.ExitCode;
import io.mevstream.jobs.launcher.ProgressLine;
import io.mevstream.jobs.launcher.Refusal;
import io.mevstream.jobs.launcher.Subcommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./mevstream verify}: runs proofs and prints their figures. */
@Command(
        name = "verify",
        description = {
            "Run proofs: claims about the whole that could fail, each with a planted fault that must be noticed.",
            "A run with --full is saved after each chunk; started again, it goes on from there.",
            "A proof that is named and cannot run here fails; with --all it is skipped."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream verify --list",
            "  ./mevstream verify executed-swaps",
            "  ./mevstream verify reorgs --full --json",
            "  ./mevstream verify --all"
        })
public final class VerifyCommand implements Subcommand {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "the proofs to run")
    private List<String> names = List.of();

    @Option(names = "--all", description = "run every proof")
    private boolean all;

    @Option(names = "--list", description = "list the proofs and what they claim")
    private boolean list;

    @Option(names = "--full", description = "run at the figures that are claimed, not at CI size")
    private boolean full;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "what all randomness follows from (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--restart", description = "with --full: forget the progress of an earlier run")
    private boolean restart;

    @Option(names = "--json", description = "print the reports as one JSON document")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (list) {
            return printList();
        }
        List<Proof> chosen = chosen();
        Path home = Path.of(System.getProperty("mevstream.home", ".")).resolve(".mevstream/verify");
        ProofRunner runner = new ProofRunner(home, System.getProperty("mevstream.build", "unknown"));
        List<ProofReport> reports = new ArrayList<>();
        for (Proof proof : chosen) {
            ProofReport report = run(runner, proof);
            reports.add(report);
            if (!json) {
                print(report);
            }
        }
        if (json) {
            out().println(JSON.writeValueAsString(reports));
        }
        return exitCode(reports);
    }

    /** A proof that was asked for by name and could not run is no pass, nor is a run of all of which none could. */
    private int exitCode(List<ProofReport> reports) {
        long failed = count(reports, ProofReport.Verdict.FAILED);
        long passed = count(reports, ProofReport.Verdict.PASSED);
        long skipped = count(reports, ProofReport.Verdict.SKIPPED);
        boolean nothingShown = skipped > 0 && (!all || passed == 0);
        if (nothingShown && failed == 0) {
            PrintWriter err =
                    java.util.Objects.requireNonNull(spec).commandLine().getErr();
            reports.stream()
                    .filter(report -> report.verdict() == ProofReport.Verdict.SKIPPED)
                    .forEach(report -> err.printf(
                            "mevstream: expected to run %s, could not: %s%n",
                            report.name(), report.firstViolations().get(0)));
            err.flush();
        }
        return failed > 0 || nothingShown ? ExitCode.FAILED : ExitCode.OK;
    }

    private static long count(List<ProofReport> reports, ProofReport.Verdict verdict) {
        return reports.stream().filter(report -> report.verdict() == verdict).count();
    }

    private ProofReport run(ProofRunner runner, Proof proof) throws Exception {
        Size size = full ? Size.FULL : Size.CI;
        if (full && restart) {
            runner.restart(proof);
        }
        ProgressLine line = ProgressLine.toStandardError(proof.name(), "chunks");
        ProofReport report =
                runner.run(proof, size, seed, (millionths, chunks) -> line.share(millionths, chunks * 1_000_000L));
        line.abandon();
        return report;
    }

    private List<Proof> chosen() {
        if (all && names.isEmpty()) {
            return Proofs.all();
        }
        if (all || names.isEmpty()) {
            throw Refusal.usage("expected proofs to run, or --all, or --list. Proofs: " + known());
        }
        return names.stream().map(this::named).toList();
    }

    private Proof named(String name) {
        return Proofs.all().stream()
                .filter(proof -> proof.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.usage("expected a proof, found " + name + ". Proofs: " + known()));
    }

    private static String known() {
        return String.join(", ", Proofs.all().stream().map(Proof::name).toList());
    }

    private int printList() throws IOException {
        if (json) {
            out().println(JSON.writeValueAsString(Proofs.all().stream()
                    .map(proof -> new Listed(proof.name(), proof.claim(), proof.control()))
                    .toList()));
            return ExitCode.OK;
        }
        for (Proof proof : Proofs.all()) {
            out().printf("%-18s %s%n", proof.name(), proof.claim());
        }
        return ExitCode.OK;
    }

    /** One proof of {@code --list --json}. */
    public record Listed(String name, String claim, String control) {}

    private void print(ProofReport report) {
        PrintWriter out = out();
        out.printf("%s: %s%n", report.name(), report.claim());
        if (report.verdict() == ProofReport.Verdict.SKIPPED) {
            out.printf("  SKIPPED: %s%n%n", report.firstViolations().get(0));
            return;
        }
        report.figures().forEach((name, value) -> out.printf(Locale.ROOT, "  %-36s %,15d%n", name, value));
        out.printf(Locale.ROOT, "  %-36s %,15d%n", "violations", report.violations());
        report.firstViolations().forEach(violation -> out.printf("    %s%n", violation));
        out.printf(
                "  control: %s: %s%n",
                report.control(), report.controlCaught() ? "noticed" : "NOT NOTICED, so this proof shows nothing");
        out.printf(
                Locale.ROOT,
                "  %s, size %s, seed %d, %.1f s%s%n%n",
                report.verdict(),
                report.size(),
                report.seed(),
                report.wallMillis() / 1000.0,
                report.resumedAtChunk() > 0 ? ", resumed at chunk " + report.resumedAtChunk() : "");
        out.flush();
    }

    private PrintWriter out() {
        return java.util.Objects.requireNonNull(spec).commandLine().getOut();
    }
}
