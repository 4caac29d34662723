package loteria.viewer;

import com.google.gson.annotations.JsonAdapter;
import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;

/**
 * The central at one moment, as it is shown; the names are those of the JSON. Counts of refusals, reconnects and
 * restarts are those since it was started last.
 *
 * @param version of the viewer
 * @param life of the coordinator: {@code "running"} is true, false, or null if it cannot be seen from here; if it has
 *     ended, all else is how it was then
 * @param generation how often the central was started on this data directory
 * @param ready whether it can serve agencies
 * @param winningNumber that was drawn, or null before the draw
 * @param winners winning bets, or null before the draw
 * @param forcedBytes of {@code bets.csv} known to be on disk
 * @param workerRestarts workers that took a dead one's place
 * @param seal the root that the draw was sealed with, or null; then nothing is said of it
 */
record Status(
        String version,
        Instant time,
        @SerializedName("running") Life life,
        long generation,
        boolean ready,
        DrawState draw,
        Integer winningNumber,
        Integer winners,
        long bets,
        long betsPerSecond,
        long forcedBytes,
        long workerRestarts,
        List<AgencyStatus> agencies,

        @JsonAdapter(value = OmittedNull.class, nullSafe = false)
        String seal) {

    /** The same, of a central that has ended. */
    Status ended() {
        return new Status(
                version,
                time,
                Life.ENDED,
                generation,
                false,
                draw,
                winningNumber,
                winners,
                bets,
                0,
                forcedBytes,
                workerRestarts,
                agencies,
                seal);
    }

    /** How many agencies the draw waits for. */
    int open() {
        return count(Stage.ABSENT) + count(Stage.DISABLED) + count(Stage.SELLING);
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
