package io.mevstream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.detect.Detection.Part;
import io.mevstream.detect.Detection.Role;
import io.mevstream.detect.Profit.TokenDelta;
import io.mevstream.num.Int256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every detection in the recorded mainnet blocks; each was read on its transfers and swaps and found to be what it says. */
class MainnetDetectionsTest {

    private static final Address WETH = Story.address("weth");

    @Test
    void theRecordedBlocksHoldWhatWasReadInThem() throws IOException {
        List<String> found = new ArrayList<>();
        for (BlockActions block : MainnetActions.blocks()) {
            for (Detection detection : new Inspector().inspect(block, EtherPrices.NONE)) {
                found.add(block.block().number() + " " + sentence(detection));
            }
        }
        assertThat(found)
                .containsExactly(
                        "12000000 ARBITRAGE 19, 81913763027092444 wei",
                        "13000001 SANDWICH 1 victim 146 148, 209806161205874261 wei, lost 15495441248164252682292",
                        "13000001 SANDWICH 2 victim 3 4, 24076857687841860 wei, lost 1343395190",
                        "13000001 ARBITRAGE 352, 17978436363050839 wei",
                        "15547621 ARBITRAGE 12, 9518914199917514 wei",
                        "15547621 ARBITRAGE 32, 5483949354197579 wei",
                        "15547621 ARBITRAGE 246, 8161352449437032 wei",
                        "17000000 SANDWICH 0 victim 1 2, 21983022503039222 wei, lost 52335672636044306149064",
                        "17999999 SANDWICH 0 victim 1 victim 3 victim 4 victim 5 6, 11806789085508428 wei, lost 9954174122870, lost 36884217121710, lost 5156921450286, lost 32149890930953",
                        "18000001 SANDWICH 3 victim 4 victim 5 6, 11260635450966016 wei, lost 3052194409194, lost 12867279415742210397179228294",
                        "18000001 ARBITRAGE 130, 0 wei",
                        "18000003 SANDWICH 0 victim 1 2, 33921406890672128 wei, lost 43096190949379131",
                        "18000050 ARBITRAGE 2, 13166651742617600 wei",
                        "18000050 ARBITRAGE 10, 17338430555810654 wei",
                        "18100010 SANDWICH 0 victim 1 2, 8227135365840896 wei, lost 202010263480864",
                        "18299998 ARBITRAGE 7, 4901064689249505 wei",
                        "18299998 ARBITRAGE 15, 5257562925900951 wei",
                        "18299998 SANDWICH 19 victim 20 21, 3789200537157632 wei, lost 43245581369888629612484375645",
                        "18299998 ARBITRAGE 27, 32176985087487473 wei",
                        "18299998 ARBITRAGE 28, 8274018006727125 wei",
                        "18299998 ARBITRAGE 29, 7097754217259588 wei",
                        "18299998 ARBITRAGE 37, 13981956843965996 wei",
                        "18299998 ARBITRAGE 69, 1334020282367934 wei",
                        "18299998 SANDWICH 127 victim 128 129, 2307715992911872 wei, lost 3876031756543774",
                        "18299999 SANDWICH 2 victim 3 victim 4 5, 12812740859991145 wei, lost 88099407898, lost 8660266385",
                        "18299999 ARBITRAGE 189, 5252663942759265 wei",
                        "18951424 SANDWICH 0 victim 1 victim 2 3, 32222025549348864 wei, lost 44038772652859952, lost 237442598832896350484",
                        "19463337 SANDWICH 0 victim 1 2, 189913450850287616 wei, lost 294686976856287149");
    }

    private static String sentence(Detection detection) {
        StringBuilder text = new StringBuilder(detection.kind().name());
        for (Part part : detection.parts()) {
            text.append(part.role() == Role.VICTIM ? " victim " : " ").append(part.transactionIndex());
        }
        Int256 gross = Int256.ZERO;
        for (TokenDelta delta : detection.profit().grossRaw()) {
            gross = delta.token().equals(WETH) ? delta.amountRaw() : gross;
        }
        text.append(", ").append(gross).append(" wei");
        for (Detection.VictimLoss loss : detection.victims()) {
            text.append(", lost ").append(loss.lossRaw());
        }
        return text.toString();
    }
}
