package loteria.coordinator;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.files.DataDirectory;
import loteria.coordinator.intake.Transport;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.Journal;
import loteria.coordinator.supervision.SupervisorLoop;
import loteria.process.ProgramJar;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.wire.Watchdog;

/**
 * Looks after the central's own files once a second, in a thread of its own, which may wait for a slow disk: the
 * supervisor's tick only wakes it. While agencies can be served it renews {@code ready}, whose age so says that
 * supervision and the disk are alive.
 */
final class Housekeeper implements SupervisorLoop.Ticker, Runnable {
    /** Ticks without a worker at each place after which the central is not ready: one that died is replaced in less. */
    private static final int MOST_TICKS_UNSERVED = 5;

    private static final long STOP_MS = 1_000;

    private final CoordinatorConfig config;
    private final DataDirectory data;
    private final Watchdog watchdog;
    private final Transport transport;
    private final Ending ending;
    private final Journal journal;
    private final Semaphore ticks = new Semaphore(0);
    private Premises premises;
    private Thread thread;
    private volatile boolean serves;
    private boolean failing;

    Housekeeper(
            CoordinatorConfig config,
            DataDirectory data,
            Watchdog watchdog,
            Transport transport,
            Ending ending,
            Journal journal) {
        this.config = config;
        this.data = data;
        this.watchdog = watchdog;
        this.transport = transport;
        this.ending = ending;
        this.journal = journal;
    }

    /** Begins to look. */
    void start(Premises toLookAt) throws IOException {
        premises = toLookAt;
        thread = Threads.start("housekeeper", this);
    }

    /** Looks no more, once the end is asked for; a disk that is too slow is not waited for. */
    void stop() throws InterruptedException {
        if (thread != null) {
            ticks.release();
            thread.join(STOP_MS);
        }
    }

    /** In the supervisor's thread. */
    @Override
    public void tick(boolean servesNow) {
        serves = servesNow;
        watchdog.tick();
        if (ticks.availablePermits() == 0) {
            ticks.release();
        }
    }

    @Override
    public void run() {
        int unserved = 0;
        if (Limits.areNear(config.agencies(), config.workers())) {
            warn(new Limits().shortages(config.agencies(), config.workers()));
        }
        try {
            ticks.acquire();
            // Not sooner: a small draw is over by then.
            ProgramJar.open();
            while (!ending.isRequested()) {
                ticks.acquire();
                if (!ending.isRequested() && premises.look()) {
                    unserved = serves ? 0 : unserved + 1;
                    look(unserved);
                    transport.look();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the housekeeper", e);
        }
    }

    private void warn(List<String> shortages) {
        for (String shortage : shortages) {
            journal.warn("limits", "warning", shortage);
        }
    }

    private void look(int unserved) {
        try {
            if (unserved > MOST_TICKS_UNSERVED) {
                data.clearReady();
            } else if (!ending.isRequested()) {
                data.renewReady();
                if (ending.isRequested()) {
                    // The end came in between, and the file may have been made anew after the stop took it away.
                    data.clearReady();
                }
            }
            failing = false;
        } catch (IOException e) {
            // Its age says so too. A shortage of descriptors passes, and files that are gone have ended the central.
            if (!failing) {
                journal.fail("ready", "error", Reason.of(e));
            }
            failing = true;
        }
    }
}
