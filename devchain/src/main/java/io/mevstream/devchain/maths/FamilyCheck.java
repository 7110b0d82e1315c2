package io.mevstream.devchain.maths;

/** One family's maths against its contract. */
interface FamilyCheck {

    /** As the report names it. */
    String name();

    /**
     * Asks the contract some thousand questions at states drawn anew, and compares.
     *
     * @param fault whether our maths is given a state that is off by the least, which must be noticed
     */
    void compare(Draw draw, Tally tally, boolean fault);
}
