package loteria.agency;

/**
 * How many bets, and how many of them winners, each agency gets: like the course's five, and over again for more. A
 * total of another size is shared out in the same proportions.
 */
final class SampleShares {
    private static final int[] BETS = {26_936, 25_518, 16_014, 9_238, 991};
    private static final int[] WINNERS = {2, 3, 3, 2, 0};

    private final int agencies;
    private final long total;

    SampleShares(int agencies) {
        this(agencies, weightThrough(agencies));
    }

    /**
     * @param total bets of all agencies together
     */
    SampleShares(int agencies, long total) {
        this.agencies = agencies;
        this.total = total;
    }

    int agencies() {
        return agencies;
    }

    long total() {
        return total;
    }

    /**
     * @param agency from 1
     */
    long bets(int agency) {
        return betsThrough(agency) - betsThrough(agency - 1);
    }

    /** Winning bets among those of an agency: as many as the course's, and in proportion where there are more bets. */
    long winners(int agency) {
        int kind = (agency - 1) % BETS.length;
        long bets = bets(agency);
        return Math.min(bets, Math.max(WINNERS[kind], WINNERS[kind] * bets / BETS[kind]));
    }

    private long betsThrough(int agency) {
        return total * weightThrough(agency) / weightThrough(agencies);
    }

    private static long weightThrough(int agency) {
        long weight = 0;
        for (int i = 0; i < BETS.length; i++) {
            weight += (long) BETS[i] * ((agency + BETS.length - 1 - i) / BETS.length);
        }
        return weight;
    }
}
