package loteria.agency;

import loteria.process.NoThreadException;
import loteria.process.Threads;
import loteria.wire.Watchdog;

/** The thread that lets a watchdog see overdue calls, for as long as the process lives. */
final class Ticker implements Runnable {
    private static final long PERIOD_MS = 250;

    private final Watchdog watchdog;

    private Ticker(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    static void start(Watchdog watchdog) throws NoThreadException {
        Threads.start("ticker", new Ticker(watchdog));
    }

    @Override
    public void run() {
        while (true) {
            Pause.millis(PERIOD_MS);
            watchdog.tick();
        }
    }
}
