package loteria.bench;

import java.util.List;

/**
 * What a draw is made with.
 *
 * @param central flags of the coordinator beyond those it needs
 * @param agency flags of each agency beyond those it needs
 */
record Setup(Dataset bets, List<String> central, List<String> agency) {
    /** As the programs are without flags. */
    static Setup of(Dataset bets) {
        return new Setup(bets, List.of(), List.of());
    }
}
