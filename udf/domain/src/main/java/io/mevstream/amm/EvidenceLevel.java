package io.mevstream.amm;

/** What shows that a family's maths is the contract's, strongest first. */
public enum EvidenceLevel {
    /** Compared with the deployed contract at random states: no difference. */
    CONTRACT_VERIFIED,
    /** Predicts quotes that a contract gave and that were held back. */
    QUOTE_VERIFIED,
    /** Written from the source or its description; no contract's number was compared. Watched, never traded. */
    PAPER;

    /** Whether money may depend on it. */
    public boolean isTradable() {
        return this != PAPER;
    }
}
