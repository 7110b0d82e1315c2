package io.mevstream.decode.chainlink;

import io.mevstream.chain.Address;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.OracleAnswer;

/**
 * Chainlink's aggregators: flux, off-chain reporting 1 and 2, and their proxies. Every aggregator repeats each
 * transmission's answer as an AnswerUpdated, so that alone is the answer; a transmission is what stood behind it.
 */
public final class ChainlinkProtocol implements Protocol {

    @Override
    public String name() {
        return "chainlink";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt)",
                        ChainlinkProtocol::answer)
                .read(
                        "AggregatorConfirmed(address indexed previous, address indexed latest)",
                        "AggregatorProposed(address indexed current, address indexed proposed)",
                        "ConfigSet(uint32 previousConfigBlockNumber, bytes32 configDigest, uint64 configCount, address[] signers, address[] transmitters, uint8 f, bytes onchainConfig, uint64 offchainConfigVersion, bytes offchainConfig)",
                        "ConfigSet(uint32 previousConfigBlockNumber, uint64 configCount, address[] signers, address[] transmitters, uint8 threshold, uint64 encodedConfigVersion, bytes encoded)",
                        "NewRound(uint256 indexed roundId, address indexed startedBy, uint256 startedAt)",
                        "NewTransmission(uint32 indexed aggregatorRoundId, int192 answer, address transmitter, int192[] observations, bytes observers, bytes32 rawReportContext)",
                        "NewTransmission(uint32 indexed aggregatorRoundId, int192 answer, address transmitter, uint32 observationsTimestamp, int192[] observations, bytes observers, int192 juelsPerFeeCoin, bytes32 configDigest, uint40 epochAndRound)",
                        "RoundDetailsUpdated(uint128 indexed paymentAmount, uint32 indexed minSubmissionCount, uint32 indexed maxSubmissionCount, uint32 restartDelay, uint32 timeout)",
                        "RoundRequested(address indexed requester, bytes16 configDigest, uint32 epoch, uint8 round)",
                        "RoundRequested(address indexed requester, bytes32 configDigest, uint32 epoch, uint8 round)",
                        "SubmissionReceived(int256 indexed submission, uint32 indexed round, address indexed oracle)",
                        "Transmitted(bytes32 configDigest, uint32 epoch)")
                .ignore(
                        "what oracles are paid changes no price",
                        "AvailableFundsUpdated(uint256 indexed amount)",
                        "BillingAccessControllerSet(address old, address current)",
                        "BillingSet(uint32 maximumGasPrice, uint32 reasonableGasPrice, uint32 microLinkPerEth, uint32 linkGweiPerObservation, uint32 linkGweiPerTransmission)",
                        "BillingSet(uint32 maximumGasPriceGwei, uint32 reasonableGasPriceGwei, uint32 observationPaymentGjuels, uint32 transmissionPaymentGjuels, uint24 accountingGas)",
                        "OraclePaid(address indexed transmitter, address indexed payee, uint256 amount, address indexed linkToken)",
                        "OraclePaid(address transmitter, address payee, uint256 amount)",
                        "LinkTokenSet(address indexed oldLinkToken, address indexed newLinkToken)",
                        "PayeeshipTransferRequested(address indexed transmitter, address indexed current, address indexed proposed)",
                        "PayeeshipTransferred(address indexed transmitter, address indexed previous, address indexed current)")
                .ignore(
                        "who may report or ask shows in what they report",
                        "OracleAdminUpdateRequested(address indexed oracle, address admin, address newAdmin)",
                        "OracleAdminUpdated(address indexed oracle, address indexed newAdmin)",
                        "OraclePermissionsUpdated(address indexed oracle, bool indexed whitelisted)",
                        "RequesterPermissionsSet(address indexed requester, bool authorized, uint32 delay)",
                        "RequesterAccessControllerSet(address old, address current)",
                        "AddedAccess(address user)",
                        "RemovedAccess(address user)",
                        "CheckAccessEnabled()",
                        "CheckAccessDisabled()",
                        "ValidatorUpdated(address indexed previous, address indexed current)",
                        "ValidatorConfigSet(address indexed previousValidator, uint32 previousGasLimit, address indexed currentValidator, uint32 currentGasLimit)");
    }

    private static ChainEvent answer(EventFields fields, Address aggregator) {
        return new OracleAnswer(aggregator, fields.sint("current"), fields.uint("roundId"), fields.uint("updatedAt"));
    }
}
