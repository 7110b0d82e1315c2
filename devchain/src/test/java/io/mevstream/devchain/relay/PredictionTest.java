package io.mevstream.devchain.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.DevChain;
import io.mevstream.devchain.builder.Builder;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.builder.SlotAuction;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Anvil;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.node.Fee;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a relay predicts of bundles of real trades is what their block then does. */
class PredictionTest {

    private static final int BLOCKS = 40;
    private static final Account TRADER = Account.named("trader");
    private static final Account SEARCHER = Account.named("searcher");

    @TempDir
    Path folder;

    private final Random random = new Random(3);
    private final Searcher searcher = new Searcher("prediction");

    @Test
    void isWhatIsMined() {
        NpmPackages packages = NpmPackages.locate();
        try (DevChain devChain = DevChain.start(packages, Anvil.Settings.STANDARD, 1, folder, step -> {});
                LocalRelays relays = LocalRelays.start(devChain.chain(), LocalRelays.Settings.first(1), folder)) {
            Chain chain = devChain.chain();
            chain.fund(List.of(TRADER.address(), SEARCHER.address()), BigInteger.TEN.pow(24));
            URI relay = relays.relay("flashbots").url();
            Address coinbase = Builder.named("flashbots", chain.chainId()).coinbase();
            SlotAuction auction = relays.auction();
            for (int i = 0; i < BLOCKS; i++) {
                PooledTransaction open = trade(devChain, TRADER);
                auction.submit(open);
                List<PooledTransaction> own = new ArrayList<>(List.of(open, trade(devChain, SEARCHER)));
                own.add(pay(chain, coinbase));
                ObjectNode bundle = Searcher.bundle(auction.head().number() + 1, own.toArray(PooledTransaction[]::new));
                JsonNode predicted = searcher.result(relay, "eth_callBundle", bundle);
                BigInteger before = balance(chain, coinbase);
                searcher.result(relay, "eth_sendBundle", bundle);

                Chain.Mined mined = auction.mineBlock();

                assertThat(mined.receipts()).hasSize(3);
                BigInteger gained = balance(chain, coinbase).subtract(before);
                assertThat(gained).hasToString(predicted.get("coinbaseDiff").asText());
                for (int j = 0; j < 3; j++) {
                    JsonNode result = predicted.get("results").get(j);
                    JsonNode receipt = mined.receipts().get(j);
                    assertThat(result.get("txHash")).isEqualTo(receipt.get("transactionHash"));
                    assertThat(result.get("gasUsed").asLong()).isEqualTo(Chain.number(receipt.get("gasUsed")));
                    assertThat(result.has("error"))
                            .isEqualTo(receipt.get("status").asText().equals("0x0"));
                }
                // The block as it was mined is simulated again on the state before it.
                bundle.put("stateBlockNumber", "0x" + Long.toHexString(mined.number() - 1));
                assertThat(searcher.result(relay, "eth_callBundle", bundle).get("coinbaseDiff"))
                        .isEqualTo(predicted.get("coinbaseDiff"));
            }
        }
    }

    /** Ether for a random token on one of the V2 routers. */
    private PooledTransaction trade(DevChain devChain, Account from) {
        Deployment deployment = devChain.deployment();
        String fork = random.nextBoolean() ? "uniswap-v2" : "sushiswap-v2";
        Address weth = deployment.contract("token/WETH");
        Address token = deployment.contract(random.nextBoolean() ? "token/USDC" : "token/DAI");
        byte[] data = Abi.call(
                "swapExactETHForTokens(uint256,address[],address,uint256)",
                BigInteger.ZERO,
                List.of(weth, token),
                from.address(),
                BigInteger.valueOf(Long.MAX_VALUE));
        BigInteger wei = BigInteger.TEN.pow(15).multiply(BigInteger.valueOf(1 + random.nextInt(5000)));
        Call call =
                Call.to(deployment.contract(fork + "/router"), data, 300_000).withValue(wei);
        return signed(devChain.chain(), from, call);
    }

    private PooledTransaction pay(Chain chain, Address coinbase) {
        BigInteger wei = BigInteger.valueOf(1_000_000_000_000L + random.nextInt(1_000_000));
        return signed(chain, SEARCHER, Call.to(coinbase, new byte[0], 21_000).withValue(wei));
    }

    private PooledTransaction signed(Chain chain, Account from, Call call) {
        Fee fee = new Fee(100_000_000_000L, 1_000_000_000L + random.nextInt(1_000_000_000));
        return PooledTransaction.read(chain.sign(from, call, fee).raw());
    }

    private static BigInteger balance(Chain chain, Address address) {
        String hex =
                chain.rpc().call("eth_getBalance", address.toString(), "latest").asText();
        return new BigInteger(hex.substring(2), 16);
    }
}
