package loteria.viewer;

import java.time.Instant;
import java.util.List;

/**
 * The central at one moment, as it is shown; the names are those of the JSON. Counts of refusals, reconnects and
 * restarts are those since it was started last.
 *
 * @param version of the viewer
 * @param running whether the coordinator lives; otherwise all else is how it was when it ended
 * @param generation how often the central was started on this data directory
 * @param winners winning bets, or null before the draw
 * @param forcedBytes of {@code bets.csv} known to be on disk
 * @param workerRestarts workers that took a dead one's place
 */
record Status(
        String version,
        Instant time,
        boolean running,
        long generation,
        DrawState draw,
        Integer winners,
        long bets,
        long betsPerSecond,
        long forcedBytes,
        long workerRestarts,
        List<AgencyStatus> agencies) {

    /** The same, of a central that has ended. */
    Status ended() {
        return new Status(
                version, time, false, generation, draw, winners, bets, 0, forcedBytes, workerRestarts, agencies);
    }

    /** How many agencies are at a stage. */
    int count(Stage stage) {
        int count = 0;
        for (AgencyStatus agency : agencies) {
            if (agency.state() == stage) {
                count++;
            }
        }
        return count;
    }
}
