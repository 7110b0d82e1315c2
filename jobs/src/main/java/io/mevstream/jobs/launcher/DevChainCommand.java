package io.mevstream.jobs.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands in the help for what the start script does itself: the development chain is a process of its own. */
@Command(
        name = "devchain",
        description = "Start a real EVM with real contracts and a market; ./mevstream devchain --help says which.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./mevstream devchain",
            "  ./mevstream devchain --seed 7 --port 8545",
            "  ./mevstream devchain --help"
        })
final class DevChainCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw Refusal.usage("expected to be started by the script: ./mevstream devchain");
    }
}
