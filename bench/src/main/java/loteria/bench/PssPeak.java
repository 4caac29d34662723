package loteria.bench;

import java.io.IOException;
import java.util.List;

/** The most memory that some processes had together, looked up again and again by a thread of its own. */
final class PssPeak extends Thread {
    private final List<Long> pids;
    private volatile boolean stopped;
    private volatile double peak;

    private PssPeak(List<Long> pids) {
        super("pss-peak");
        this.pids = pids;
    }

    static PssPeak watch(List<Long> pids) {
        PssPeak watch = new PssPeak(pids);
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    @Override
    public void run() {
        while (!stopped) {
            peak = Math.max(peak, sum(pids));
        }
    }

    /** MiB of all those that live. */
    static double sum(List<Long> pids) {
        double sum = 0;
        for (long pid : pids) {
            sum += pss(pid);
        }
        return sum;
    }

    private static double pss(long pid) {
        try {
            return ProcFiles.pss(pid);
        } catch (IOException | IllegalArgumentException ignored) {
            // It has ended, and has none.
            return 0;
        }
    }

    /** Ends the watch; returns MiB. */
    double end() throws InterruptedException {
        stopped = true;
        join();
        return peak;
    }
}
