package loteria.viewer;

import java.time.Instant;

/**
 * An agency at one moment, as it is shown; the names are those of the JSON.
 *
 * @param reconnects sessions after the first
 * @param workerPid of its session, or null while it has none
 * @param lastSeen when it sent something last, or null for never
 * @param winners winning bets, or null before the draw
 */
record AgencyStatus(
        int id,
        Stage state,
        long bets,
        long betsPerSecond,
        long batchesRefused,
        long reconnects,
        Long workerPid,
        Instant lastSeen,
        Integer winners) {}
