package loteria.bench;

import java.util.Map;

/**
 * What a draw is made with.
 *
 * @param central environment of the coordinator beyond what it needs
 * @param agency environment of each agency beyond what it needs
 */
record Setup(Dataset bets, Map<String, String> central, Map<String, String> agency) {
    /** As the programs are by default. */
    static Setup of(Dataset bets) {
        return new Setup(bets, Map.of(), Map.of());
    }
}
