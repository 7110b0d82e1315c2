package io.mevstream.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.jobs.io.jsonrpc.BlockReader;
import io.mevstream.jobs.io.jsonrpc.BlockSink;
import io.mevstream.jobs.io.jsonrpc.InputRefusal;
import io.mevstream.jobs.io.jsonrpc.ReadBlock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Mutated blocks through the reader: each is taken or refused, and none that its roots do not prove is taken as proven. */
final class MalformedJson implements Proof {

    /** Small blocks of each age: before London, London, the merge, Shanghai, Cancun. */
    private static final List<String> BLOCKS = List.of("7000000", "14764013", "15537393", "19463337", "19807080");

    private static final int INPUTS_OF_CI = 20_000;
    private static final int INPUTS_OF_CONTROL = 500;
    private static final int CHUNKS_OF_FULL = 20;
    private static final int INPUTS_OF_FULL_CHUNK = 50_000;

    @Override
    public String name() {
        return "malformed-json";
    }

    @Override
    public String claim() {
        return "Every mutated block is taken or refused with its bytes, nothing is thrown, and what is taken as proven by "
                + "its roots says what the original says.";
    }

    @Override
    public String control() {
        return "one refusal in fifty is lost, and one block in fifty is passed on without its last log";
    }

    @Override
    public int chunks(Size size) {
        return size == Size.CI ? 1 : CHUNKS_OF_FULL;
    }

    @Override
    public void runChunk(ProofRun run) throws IOException {
        Path folder = run.recording("mainnet-blocks");
        List<JsonMutator> mutators = new ArrayList<>();
        List<Block> originals = new ArrayList<>();
        for (String number : BLOCKS) {
            String text = compact(folder.resolve(number + ".json.gz"));
            Outcome outcome = new Outcome();
            read(text, outcome);
            run.expect(outcome.blocks.size() == 1, "block %s is not read as it is", number);
            mutators.add(new JsonMutator(text));
            originals.add(outcome.blocks.get(0).block());
        }
        SplittableRandom random = run.random();
        TreeMap<String, Integer> reasons = new TreeMap<>();
        int inputs = inputs(run);
        for (int i = 0; i < inputs; i++) {
            int which = random.nextInt(mutators.size());
            Outcome outcome = new Outcome();
            String text = mutators.get(which).mutate(random);
            read(text, outcome);
            if (run.planted() && i % 50 == 0) {
                outcome.plantFaults();
            }
            check(run, text, outcome, originals.get(which));
            outcome.refusals.forEach(refusal -> reasons.merge(key(refusal), 1, Integer::sum));
            run.progress(i, inputs);
        }
        run.count("inputs", inputs);
        reasons.forEach((reason, count) -> run.count("refused_" + reason, count));
    }

    private static int inputs(ProofRun run) {
        if (run.planted()) {
            return INPUTS_OF_CONTROL;
        }
        return run.size() == Size.CI ? INPUTS_OF_CI : INPUTS_OF_FULL_CHUNK;
    }

    private static void check(ProofRun run, String text, Outcome outcome, Block original) {
        boolean refused = !outcome.refusals.isEmpty();
        run.count(refused ? "inputs_refused" : "inputs_taken", 1);
        run.expect(refused || !outcome.blocks.isEmpty(), "neither taken nor refused: %.200s", text);
        for (InputRefusal refusal : outcome.refusals) {
            run.expect(
                    text.isEmpty() || refusal.entries().stream().allMatch(entry -> entry.length() > 0),
                    "refused without its bytes: %s",
                    refusal.message());
        }
        for (ReadBlock read : outcome.blocks) {
            run.count("blocks_" + read.proof().name().toLowerCase(Locale.ROOT), 1);
            String wrong = read.proof() == ChainRecord.Proof.ROOTS ? difference(original, read.block()) : null;
            run.expect(wrong == null, "taken as proven with another %s: %.200s", wrong, text);
        }
    }

    /** What the block says otherwise than the original, of all that its own hashes cover; null where nothing. */
    private static @Nullable String difference(Block original, Block block) {
        if (!original.ref().equals(block.ref()) || !original.header().equals(block.header())) return "header";
        boolean whole = block.transactions() != null;
        if (whole && !original.transactions().equals(block.transactions())) return "transaction";
        if (original.logs().size() != block.logs().size()) return "number of logs";
        for (int i = 0; i < block.logs().size(); i++) {
            if (!sameLog(original.logs().get(i), block.logs().get(i), whole)) return "log";
        }
        List<Receipt> receipts = block.receipts() == null ? original.receipts() : block.receipts();
        if (original.receipts().size() != receipts.size()) return "number of receipts";
        for (int i = 0; i < receipts.size(); i++) {
            if (!sameReceipt(original.receipts().get(i), receipts.get(i), whole)) return "receipt";
        }
        return null;
    }

    private static boolean sameLog(RawLog a, RawLog b, boolean whole) {
        return whole
                ? a.equals(b)
                : a.address().equals(b.address())
                        && a.topics().equals(b.topics())
                        && a.data().equals(b.data())
                        && a.transactionIndex() == b.transactionIndex();
    }

    /** Without the transactions nothing covers whose receipt it is; a price or created contract may be left out. */
    private static boolean sameReceipt(Receipt a, Receipt b, boolean whole) {
        boolean same = a.type() == b.type()
                && Objects.equals(a.status(), b.status())
                && Objects.equals(a.stateRoot(), b.stateRoot())
                && a.cumulativeGasUsed() == b.cumulativeGasUsed()
                && a.gasUsed() == b.gasUsed();
        return same
                && (!whole
                        || (a.transactionHash().equals(b.transactionHash())
                                && a.from().equals(b.from())
                                && Objects.equals(a.to(), b.to())
                                && leftOutOrSame(a.effectiveGasPriceWei(), b.effectiveGasPriceWei())
                                && leftOutOrSame(a.contractAddress(), b.contractAddress())));
    }

    private static boolean leftOutOrSame(@Nullable Object original, @Nullable Object found) {
        return original == null || found == null || original.equals(found);
    }

    private static void read(String text, Outcome outcome) {
        BlockReader reader = new BlockReader(outcome);
        reader.readBytes("mutated", text.getBytes(StandardCharsets.ISO_8859_1));
        reader.finish();
    }

    private static String compact(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new ObjectMapper().readTree(in).toString();
        }
    }

    private static String key(InputRefusal refusal) {
        String reason = refusal.contradiction() == null
                ? refusal.reason().name()
                : refusal.reason().name() + "_" + refusal.contradiction().name();
        return reason.toLowerCase(Locale.ROOT);
    }

    /** What became of one input. */
    private static final class Outcome implements BlockSink {

        private final List<ReadBlock> blocks = new ArrayList<>();
        private final List<InputRefusal> refusals = new ArrayList<>();

        @Override
        public void block(ReadBlock block) {
            blocks.add(block);
        }

        @Override
        public void refused(InputRefusal refusal) {
            refusals.add(refusal);
        }

        void plantFaults() {
            refusals.clear();
            blocks.replaceAll(read -> new ReadBlock(withoutLastLog(read.block()), read.proof(), read.sources()));
        }

        private static Block withoutLastLog(Block block) {
            List<RawLog> logs = block.logs().subList(0, Math.max(0, block.logs().size() - 1));
            return new Block(
                    block.ref(),
                    block.header(),
                    block.transactions(),
                    block.receipts(),
                    logs,
                    block.timestampSeconds());
        }
    }
}
