package loteria.viewer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of this process, asked for by a signal or by the death of the coordinator. Safe for all threads. */
final class Ending implements Runnable {
    private final CountDownLatch requested = new CountDownLatch(1);

    /** Asks for the end. */
    @Override
    public void run() {
        requested.countDown();
    }

    /** Waits for the end, but not longer; returns whether it has come. */
    boolean await(long millis) throws InterruptedException {
        return requested.await(millis, TimeUnit.MILLISECONDS);
    }
}
