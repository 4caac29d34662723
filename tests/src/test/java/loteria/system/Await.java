package loteria.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what nobody tells: looks again and again, with rests that leave the processor to those it waits for. */
final class Await {
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    /** Something that becomes true. */
    interface Condition {
        boolean holds() throws Exception;
    }

    private Await() {}

    /** Waits until a condition holds, and fails with its name if that does not come. */
    static void until(String what, Condition condition) throws Exception {
        until(JvmProcess.PATIENCE, what, condition);
    }

    static void until(Duration patience, String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("expected within " + patience + ": " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException(what);
            }
        }
    }
}
