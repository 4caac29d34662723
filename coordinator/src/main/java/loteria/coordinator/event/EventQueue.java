package loteria.coordinator.event;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What has happened and the supervisor has not heard of yet. Who floods it waits for room. Safe for all threads. */
public final class EventQueue {
    private static final int MOST_EVENTS = 4_096;

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(MOST_EVENTS);

    /** Tells the supervisor of an event. Not for its own thread. */
    public void post(Event event) throws InterruptedException {
        events.put(event);
    }

    /** The next event; null if there is none within {@code millis}. For the supervisor's thread. */
    public Event poll(long millis) throws InterruptedException {
        return events.poll(millis, TimeUnit.MILLISECONDS);
    }
}
