package loteria.audit;

/**
 * How many bets there are of an agency, and their checksum, see {@link loteria.bet.RecordChecksum}.
 *
 * @param bets 0 or more
 */
record Sums(long bets, int checksum) {

    @Override
    public String toString() {
        return bets + " bets of checksum " + hex();
    }

    /** The checksum in eight hexadecimal digits. */
    String hex() {
        return String.format("%08x", checksum);
    }
}
