package loteria.agency;

import loteria.wire.Watchdog;

/** The thread that lets a watchdog see overdue calls, for as long as the process lives. */
final class Ticker extends Thread {
    private static final long PERIOD_MS = 250;

    private final Watchdog watchdog;

    private Ticker(Watchdog watchdog) {
        super("ticker");
        this.watchdog = watchdog;
        setDaemon(true);
    }

    static void start(Watchdog watchdog) {
        new Ticker(watchdog).start();
    }

    @Override
    public void run() {
        while (true) {
            Pause.millis(PERIOD_MS);
            watchdog.tick();
        }
    }
}
