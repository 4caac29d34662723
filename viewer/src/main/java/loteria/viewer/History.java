package loteria.viewer;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How many bets there were at each of the last seconds; the names are those of the JSON. Safe for all threads. */
final class History {
    private static final int MOST_SECONDS = 600;

    private final Deque<Second> seconds = new ArrayDeque<>();

    private record Second(Instant time, long bets) {}

    private record Seconds(List<Second> seconds) {}

    synchronized void add(Status status) {
        if (seconds.size() == MOST_SECONDS) {
            seconds.removeFirst();
        }
        seconds.addLast(new Second(status.time(), status.bets()));
    }

    synchronized String json() {
        return Json.of(new Seconds(List.copyOf(seconds)));
    }
}
