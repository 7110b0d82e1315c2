package io.mevstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Hash;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First topics that were computed elsewhere, or seen on chain, are those of our declarations. */
class ProtocolFactsTest {

    private static final List<EventSpec> SPECS = LogDecoder.standard().specs();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "erc20, Transfer, 0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
        "weth, Deposit, 0xe1fffcc4923d04b559f4d29a8bfc6cda04eb5b0d3c460751c2402c5c5cc9109c",
        "weth, Withdrawal, 0x7fcf532c15f0a6db0bd6d0e038bea71d30d808c7d98cb3bf7268a95bf5081b65",
        "uniswap-v2, PairCreated, 0x0d3648bd0f6ba80134a33ba9275ac585d9d315f0ad8355cddefde31afa28d0e9",
        "uniswap-v2, Sync, 0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1",
        "uniswap-v2, Swap, 0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822",
        "uniswap-v2, Mint, 0x4c209b5fc8ad50758f13e2e1088ba56a560dff690a1c6fef26394f4c03821c4f",
        "uniswap-v2, Burn, 0xdccd412f0b1252819cb1fd330b93224ca42612892bb3f4f789976e6d81936496",
        "solidly, Sync, 0xcf2aa50876cdfbb541206f89af0ee78d44a2abf8d328e37fa4917f982149848a",
        "solidly, Swap, 0xb3e2773606abfd36b5bd91394b3a54d1398336c65005baf7bf7a05efeffaf75b",
        "uniswap-v3, PoolCreated, 0x783cca1c0412dd0d695e784568c96da2e9c22ff989357a2e8b1d9b2b4e6b7118",
        "uniswap-v3, Initialize, 0x98636036cb66a9c19a37435efc1e90142190214e8abeb821bdba3f2990dd4c95",
        "uniswap-v3, Mint, 0x7a53080ba414158be7ec69b987b5fb7d07dee101fe85488f0853ae16239d0bde",
        "uniswap-v3, Burn, 0x0c396cd989a39f4459b5fa1aed6a9a8dcdbc45908acfd67e028cd568da98982c",
        "uniswap-v3, Collect, 0x70935338e69775456a85ddef226c395fb668b63fa0115f5f20610b388e6ca9c0",
        "uniswap-v3, Swap, 0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67",
        "uniswap-v3, Flash, 0xbdbdb71d7860376ba52b25a5028beea23581364a40522f6bcfb86bb1f2dca633",
        "pancake-v3, Swap, 0x19b47279256b2a23a1665c810c8d55a1758940ee09377d4f8d26497a3577dc83",
        "uniswap-v4, Initialize, 0xdd466e674ea557f56295e2d0218a125ea4b4f0f6f3307b95f85e6110838d6438",
        "uniswap-v4, ModifyLiquidity, 0xf208f4912782fd25c7f114ca3723a2d5dd6f3bcc3ac8db5af63baa85f711d5ec",
        "uniswap-v4, Swap, 0x40e9cecb9f5f1f1c5b9c97dec2917b7ee92e57ba5563708daca94dd84ad7112f",
        "uniswap-v4, Donate, 0x29ef05caaff9404b7cb6d1c0e9bbae9eaa7ab2541feba1a9c4248594c08156cb",
        "uniswap-v4, ProtocolFeeUpdated, 0xe9c42593e71f84403b84352cd168d693e2c9fcd1fdbcc3feb21d92b43e6696f9",
        "curve, TokenExchange, 0x8b3e96f2b889fa771c53c981b40daf005f63f637f1869f707052d15a3dd97140",
        "curve, TokenExchangeUnderlying, 0xd013ca23e77a65003c2c659c5442c00c805371b7fc1ebd4c206c41d1536bd90b",
        "curve, TokenExchange, 0xb2e76ae99761dc136e598d4a629bb347eccb9532a5f8bbd72e18467c3c34cc98",
        "curve, TokenExchange, 0x143f1f8e861fbdeddd5b46e844b7d3ac7b86a122f36e8c463859ee6811b1f29c",
        "curve, RampA, 0xa2b71ec6df949300b59aab36b55e189697b750119dd349fcfa8c0f779e83c254",
        "curve, AddLiquidity, 0x189c623b666b1b45b83d7178f39b8c087cb09774317ca2f53c2d3c3726f222a2",
        "balancer-v2, Swap, 0x2170c741c41531aec20e7c107c24eecfdd15e69c9bb0a8dd37b1840b9e0b207b",
        "balancer-v2, PoolBalanceChanged, 0xe5ce249087ce04f05a957192435400fd97868dba0e6a4b4c049abf8af80dae78",
        "balancer-v2, PoolRegistered, 0x3c13bc30b8e878c53fd2a36b679409c073afd75950be43d8858768e956fbc20e",
        "balancer-v2, SwapFeePercentageChanged, 0xa9ba3ffe0b6c366b81232caab38605a0699ad5398d6cce76f91ee809e322dafc",
        "balancer-v2, FlashLoan, 0x0d7d75e01ab95780d3cd1c8ec0dd6c2ce19e3a20427eec8bf53283b6fb8e95f0",
        "aave, LiquidationCall, 0xe413a321e8681d831f4dbccbca790d2952b56f977908e45be37335533e005286",
        "aave, ReserveDataUpdated, 0x804c9b842b2748a22bb64b345453a3de7ca54a6ca45ce00d415894979e22897a",
        "aave-v3, Supply, 0x2b627736bca15cd5381dcf80b0bf11fd197d01a037c52b927a881a10fb73ba61",
        "aave-v2, Deposit, 0xde6857219544bb5b7746f48ed30be6386fefc61b2f864cacf559893bf50fd951",
        "aave, Withdraw, 0x3115d1449a7b732c986cba18244e897a450f61e1bb8d589cd2e69e6c8924f9f7",
        "aave-v3, Borrow, 0xb3d084820fb1a9decffb176436bd02558d15fac9b0ddfed8c465bc7359d7dce0",
        "aave-v2, Borrow, 0xc6a898309e823ee50bac64e45ca8adba6690e99e7841c45d754e2a38e9019d9b",
        "aave-v3, Repay, 0xa534c8dbe71f871f9f3530e97a74601fea17b426cae02e1c5aee42c96c784051",
        "aave-v2, Repay, 0x4cdde6e09bb755c9a5589ebaec640bbfedff1362d4b255ebf8339782b9942faa",
        "aave-v3, UserEModeSet, 0xd728da875fc88944cbf17638bcbe4af0eedaef63becd1d1c57cc097eb4608d84",
        "aave-v3, FlashLoan, 0xefefaba5e921573100900a3ad9cf29f222d995fb3b6045797eaea7521bd8d6f0",
        "aave-v2, FlashLoan, 0x631042c832b07452973831137f2d73e395028b44b250dedc5abb0ee766e168ac",
        "aave-v3, DeficitCreated, 0x2bccfb3fad376d59d7accf970515eb77b2f27b082c90ed0fb15583dd5a942699",
        "compound-v2, LiquidateBorrow, 0x298637f684da70674f26509b10f07ec2fbc77a335ab1e7d6215a4b2484d8bb52",
        "compound-v2, AccrueInterest, 0x4dec04e750ca11537cabcd8a9eab06494de08da3735bc8871cd41250e190bc04",
        "comet, AbsorbCollateral, 0x9850ab1af75177e4a9201c65a2cf7976d5d28e40ef63494b44366f86b2f9412e",
        "comet, AbsorbDebt, 0x1547a878dc89ad3c367b6338b4be6a65a5dd74fb77ae044da1e8747ef1f4f62f",
        "comet, BuyCollateral, 0xf891b2a411b0e66a5f0a6ff1368670fefa287a13f541eb633a386a1a9cc7046b",
        "morpho, Liquidate, 0xa4946ede45d0c6f06a0f5ce92c9ad3b4751452d2fe0e25010783bcab57a67e41",
        "morpho, AccrueInterest, 0x9d9bd501d0657d7dfe415f779a620a62b78bc508ddc0891fbbd8b7ac0f8fce87",
        "morpho, FlashLoan, 0xc76f1b4fe4396ac07a9fa55a415d4ca430e72651d37d3401f3bed7cb13fc4f12",
        "maker, Bark, 0x85258d09e1e4ef299ff3fc11e74af99563f022d21f3f940db982229dc2a3358c",
        "maker, Kick, 0x7c5bfdc0a5e8192f6cd4972f382cec69116862fb62e6abff8003874c58e064b8",
        "maker, Take, 0x05e309fd6ce72f2ab888a20056bb4210df08daed86f21f95053deb19964d86b1",
        "maker, Redo, 0x275de7ecdd375b5e8049319f8b350686131c219dd4dc450a08e9cf83b03c865f",
        "liquity, TroveLiquidated, 0xea67486ed7ebe3eea8ab3390efd4a3c8aae48be5bea27df104a8af786c408434",
        "chainlink, AnswerUpdated, 0x0559884fd3a460db3073b7fc896cc77986f16e378210ded43186175bf646fc5f",
        "chainlink, NewTransmission, 0xf6a97944f31ea060dfde0566e4167c1a1082551e64b60ecb14d599a9d023d451",
        "chainlink, NewTransmission, 0xc797025feeeaf2cd924c99e9205acb8ec04d5cad21c41ce637a38fb6dee6016a",
        "maker, frob, 0x7608870300000000000000000000000000000000000000000000000000000000",
        "maker, grab, 0x7bab3f4000000000000000000000000000000000000000000000000000000000",
        "maker, heal, 0xf37ac61c00000000000000000000000000000000000000000000000000000000",
        "balancer-v1, swapExactAmountIn, 0x8201aa3f00000000000000000000000000000000000000000000000000000000"
    })
    void declaresTheEventOfThatTopic(String protocol, String name, String topic0) {
        assertThat(SPECS)
                .filteredOn(spec ->
                        spec.topic0().equals(Hash.of(topic0)) && spec.name().equals(name))
                .extracting(EventSpec::protocol)
                .contains(protocol);
    }

    /** Not a protocol we read, but a topic whose hash is known. */
    @Test
    void hashesADeclarationWithMixedWidths() {
        EventSignature signature = EventSignature.parse(
                "SetExpressLaneController(uint64 round, address indexed previousExpressLaneController, address indexed newExpressLaneController, address indexed transferor, uint64 startTimestamp, uint64 endTimestamp)");

        assertThat(signature.topic0())
                .isEqualTo(Hash.of("0xb59adc820ca642dad493a0a6e0bdf979dcae037dea114b70d5c66b1c0b791c4b"));
    }
}
