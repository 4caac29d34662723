package loteria.coordinator;

import loteria.process.ExitCode;

/**
 * Why and with which exit code the coordinator ends: the first who says so is right. Everybody who waits for something
 * else meanwhile waits here. Safe for all threads.
 */
final class Ending implements Runnable {
    private boolean requested;
    private int exitCode;
    private String reason;

    /** A signal came. */
    @Override
    public void run() {
        request(ExitCode.DONE, null);
    }

    /** Asks for the end. */
    synchronized void request(int code, String why) {
        if (!requested) {
            requested = true;
            exitCode = code;
            reason = why;
            notifyAll();
        }
    }

    synchronized boolean isRequested() {
        return requested;
    }

    /** Waits for the end. */
    synchronized void await() throws InterruptedException {
        while (!requested) {
            wait();
        }
    }

    /** Waits for the end, but not longer; returns whether it has come. */
    synchronized boolean await(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (!requested && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return requested;
    }

    /** Waits until all workers are ready; returns false if the end comes first. */
    synchronized boolean awaitReady(WorkerPool workers) throws InterruptedException {
        while (!requested && !workers.isReady()) {
            wait();
        }
        return !requested;
    }

    /** Waits until the page listens; returns false if the end comes first. */
    synchronized boolean awaitReady(PagePlace page) throws InterruptedException {
        while (!requested && !page.isReady()) {
            wait();
        }
        return !requested;
    }

    /** Wakes those who wait, to look again. */
    synchronized void look() {
        notifyAll();
    }

    synchronized int exitCode() {
        return exitCode;
    }

    /** What went wrong; null after a signal. */
    synchronized String reason() {
        return reason;
    }
}
