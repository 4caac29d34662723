package loteria.coordinator.life;

import java.util.function.BooleanSupplier;
import loteria.process.ExitCode;

/**
 * Why and with which exit code the coordinator ends: the first who says so is right. Everybody who waits for something
 * else meanwhile waits here. Safe for all threads.
 */
public final class Ending implements Runnable {
    private boolean requested;
    private int exitCode;
    private String reason;

    /** A signal came. */
    @Override
    public void run() {
        request(ExitCode.DONE, null);
    }

    /** Asks for the end. */
    public synchronized void request(int code, String why) {
        if (!requested) {
            requested = true;
            exitCode = code;
            reason = why;
            notifyAll();
        }
    }

    public synchronized boolean isRequested() {
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

    /** Waits until something is ready; returns false if the end comes first. Who makes it so calls {@link #look}. */
    public synchronized boolean awaitReady(BooleanSupplier ready) throws InterruptedException {
        while (!requested && !ready.getAsBoolean()) {
            wait();
        }
        return !requested;
    }

    /** Wakes those who wait, to look again. */
    public synchronized void look() {
        notifyAll();
    }

    public synchronized int exitCode() {
        return exitCode;
    }

    /** What went wrong; null after a signal. */
    public synchronized String reason() {
        return reason;
    }
}
