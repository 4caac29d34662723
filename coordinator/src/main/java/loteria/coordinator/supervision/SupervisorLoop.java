package loteria.coordinator.supervision;

import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;

/**
 * The thread in which a {@link Supervisor} decides: takes one event after the other, ticks once a second, and waits for
 * nothing else.
 */
public final class SupervisorLoop implements Runnable {
    private static final long TICK_MS = 1_000;

    /** What else is done at each tick; it waits for nobody. */
    public interface Ticker {
        /** @param serves whether agencies can be served */
        void tick(boolean serves);
    }

    private final EventQueue events;
    private final Supervisor supervisor;
    private final Ticker ticker;

    public SupervisorLoop(EventQueue events, Supervisor supervisor, Ticker ticker) {
        this.events = events;
        this.supervisor = supervisor;
        this.ticker = ticker;
    }

    @Override
    public void run() {
        try {
            long now = nowMs();
            long tickDueMs = now + TICK_MS;
            supervisor.tend(now);
            while (true) {
                Event event = events.poll(supervisor.dueIn(now, Math.max(0, tickDueMs - now)));
                now = nowMs();
                if (event != null) {
                    supervisor.hear(event, now);
                }
                if (now >= tickDueMs) {
                    tickDueMs = now + TICK_MS;
                    supervisor.tick(now);
                    ticker.tick(supervisor.serves());
                }
                supervisor.tend(now);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the supervisor", e);
        }
    }

    private static long nowMs() {
        return System.nanoTime() / 1_000_000;
    }
}
