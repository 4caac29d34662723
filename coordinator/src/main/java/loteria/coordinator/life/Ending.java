package loteria.coordinator.life;

import java.util.concurrent.locks.LockSupport;
import loteria.process.ExitCode;

/**
 * How far a coordinator has come, and why and with which exit code it ends: the first who says so is right. Everybody
 * who waits for something else meanwhile waits here. Safe for all threads.
 */
public final class Ending implements Runnable {
    private final boolean[] reached = new boolean[Stage.values().length];
    private volatile boolean requested;
    private volatile int exitCode;
    private volatile String reason;
    private volatile Thread guard;

    /** A signal came. */
    @Override
    public void run() {
        request(ExitCode.DONE, null);
    }

    /** Asks for the end. */
    public void request(int code, String why) {
        synchronized (this) {
            if (requested) {
                return;
            }
            exitCode = code;
            reason = why;
            requested = true;
            notifyAll();
        }
        LockSupport.unpark(guard);
    }

    /** Sets whom to wake, without a lock, once the end is asked for. */
    void setGuard(Thread thread) {
        guard = thread;
    }

    public boolean isRequested() {
        return requested;
    }

    /** Waits for the end. */
    public synchronized void await() throws InterruptedException {
        while (!requested) {
            wait();
        }
    }

    /** Waits for the end, but not longer; returns whether it has come. */
    public synchronized boolean await(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (!requested && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return requested;
    }

    /** The coordinator has come so far. */
    public synchronized void reach(Stage stage) {
        reached[stage.ordinal()] = true;
        notifyAll();
    }

    /** Waits until it has come so far; returns false if the end comes first. */
    public synchronized boolean await(Stage stage) throws InterruptedException {
        while (!requested && !reached[stage.ordinal()]) {
            wait();
        }
        return !requested;
    }

    /** Waits until it has come so far while it ends, but not longer; returns whether it has. */
    public synchronized boolean await(Stage stage, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (!reached[stage.ordinal()] && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return reached[stage.ordinal()];
    }

    public int exitCode() {
        return exitCode;
    }

    /** What went wrong; null after a signal. */
    public String reason() {
        return reason;
    }
}
