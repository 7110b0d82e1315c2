package io.mevstream.decode.zeroex;

import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;

/** 0x: the exchanges of versions 2 and 3, the proxy of version 4, and the bridges to other protocols. */
public final class ZeroExProtocol implements Protocol {

    @Override
    public String name() {
        return "zero-ex";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "BridgeFill(bytes32 source, address inputToken, address outputToken, uint256 inputTokenAmount, uint256 outputTokenAmount)",
                        "BridgeFill(uint256 source, address inputToken, address outputToken, uint256 inputTokenAmount, uint256 outputTokenAmount)",
                        "Cancel(address indexed makerAddress, address indexed feeRecipientAddress, bytes makerAssetData, bytes takerAssetData, address senderAddress, bytes32 indexed orderHash)",
                        "CancelUpTo(address indexed makerAddress, address indexed orderSenderAddress, uint256 orderEpoch)",
                        "ERC20BridgeTransfer(address inputToken, address outputToken, uint256 inputTokenAmount, uint256 outputTokenAmount, address from, address to)",
                        "Fill(address indexed makerAddress, address indexed feeRecipientAddress, address takerAddress, address senderAddress, uint256 makerAssetFilledAmount, uint256 takerAssetFilledAmount, uint256 makerFeePaid, uint256 takerFeePaid, bytes32 indexed orderHash, bytes makerAssetData, bytes takerAssetData)",
                        "Fill(address indexed makerAddress, address indexed feeRecipientAddress, bytes makerAssetData, bytes takerAssetData, bytes makerFeeAssetData, bytes takerFeeAssetData, bytes32 indexed orderHash, address takerAddress, address senderAddress, uint256 makerAssetFilledAmount, uint256 takerAssetFilledAmount, uint256 makerFeePaid, uint256 takerFeePaid, uint256 protocolFeePaid)",
                        "LimitOrderFilled(bytes32 orderHash, address maker, address taker, address feeRecipient, address makerToken, address takerToken, uint128 takerTokenFilledAmount, uint128 makerTokenFilledAmount, uint128 takerTokenFeeFilledAmount, uint256 protocolFeePaid, bytes32 pool)",
                        "LiquidityProviderSwap(address inputToken, address outputToken, uint256 inputTokenAmount, uint256 outputTokenAmount, address provider, address recipient)",
                        "MetaTransactionExecuted(bytes32 hash, bytes4 indexed selector, address signer, address sender)",
                        "OrderCancelled(bytes32 orderHash, address maker)",
                        "OtcOrderFilled(bytes32 orderHash, address maker, address taker, address makerToken, address takerToken, uint128 makerTokenFilledAmount, uint128 takerTokenFilledAmount)",
                        "PairCancelledLimitOrders(address maker, address makerToken, address takerToken, uint256 minValidSalt)",
                        "PairCancelledRfqOrders(address maker, address makerToken, address takerToken, uint256 minValidSalt)",
                        "ProtocolFeeMultiplier(uint256 oldProtocolFeeMultiplier, uint256 updatedProtocolFeeMultiplier)",
                        "RfqOrderFilled(bytes32 orderHash, address maker, address taker, address makerToken, address takerToken, uint128 takerTokenFilledAmount, uint128 makerTokenFilledAmount, bytes32 pool)",
                        "TransactionExecution(bytes32 indexed transactionHash)",
                        "TransformedERC20(address indexed taker, address inputToken, address outputToken, uint256 inputTokenAmount, uint256 outputTokenAmount)")
                .ignore(
                        "an NFT has an id, not an amount",
                        "ERC1155OrderCancelled(address maker, uint256 nonce)",
                        "ERC1155OrderFilled(uint8 direction, address maker, address taker, uint256 nonce, address erc20Token, uint256 erc20FillAmount, address erc1155Token, uint256 erc1155TokenId, uint128 erc1155FillAmount, address matcher)",
                        "ERC1155OrderPreSigned(uint8 direction, address maker, address taker, uint256 expiry, uint256 nonce, address erc20Token, uint256 erc20TokenAmount, (address,uint256,bytes)[] fees, address erc1155Token, uint256 erc1155TokenId, (address,bytes)[] erc1155TokenProperties, uint128 erc1155TokenAmount)",
                        "ERC721OrderCancelled(address maker, uint256 nonce)",
                        "ERC721OrderFilled(uint8 direction, address maker, address taker, uint256 nonce, address erc20Token, uint256 erc20TokenAmount, address erc721Token, uint256 erc721TokenId, address matcher)",
                        "ERC721OrderPreSigned(uint8 direction, address maker, address taker, uint256 expiry, uint256 nonce, address erc20Token, uint256 erc20TokenAmount, (address,uint256,bytes)[] fees, address erc721Token, uint256 erc721TokenId, (address,bytes)[] erc721TokenProperties)")
                .ignore(
                        "who may sign or relay fills nothing",
                        "AssetProxyRegistered(bytes4 id, address assetProxy)",
                        "Migrated(address caller, address migrator, address newOwner)",
                        "ProtocolFeeCollectorAddress(address oldProtocolFeeCollector, address updatedProtocolFeeCollector)",
                        "ProxyFunctionUpdated(bytes4 indexed selector, address oldImpl, address newImpl)",
                        "QuoteSignerUpdated(address quoteSigner)",
                        "SignatureValidatorApproval(address indexed signerAddress, address indexed validatorAddress, bool isApproved)",
                        "TransformerDeployerUpdated(address transformerDeployer)",
                        "RfqOrderOriginsAllowed(address origin, address[] addrs, bool allowed)",
                        "OrderSignerRegistered(address maker, address signer, bool allowed)");
    }
}
