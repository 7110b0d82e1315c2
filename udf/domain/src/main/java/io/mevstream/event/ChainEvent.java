package io.mevstream.event;

/** What a log means. Every decoded log is exactly one of these. */
public sealed interface ChainEvent
        permits PoolEvent, TokenTransfer, OracleAnswer, Liquidation, FlashLoan, ProtocolEvent {}
