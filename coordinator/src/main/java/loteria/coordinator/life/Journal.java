package loteria.coordinator.life;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import loteria.log.ActionLog;

/**
 * The log of those who may not wait for it: supervision, and the end. Lines are written in order by a thread of its
 * own. A log that nobody reads fills the queue, and what comes then is dropped and counted. Safe for all threads.
 */
public final class Journal implements Runnable {
    private static final int MOST_LINES = 1_024;

    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(MOST_LINES);
    private volatile long dropped;

    /** Something was done (INFO). */
    public void success(String action, Object... fields) {
        add(new Success(action, fields));
    }

    /** What is of use to who looks for a fault (DEBUG). */
    public void debug(String action, String result, Object... fields) {
        add(new Debug(action, result, fields));
    }

    /** Something works that may not be as it was meant (WARNING); among the fields is {@code warning}. */
    public void warn(String action, Object... fields) {
        add(new Warning(action, fields));
    }

    /** Something failed (ERROR); among the fields is {@code error}. */
    public void fail(String action, Object... fields) {
        add(new Failure(action, fields));
    }

    /** Something was done (INFO), and nothing is said after it. */
    public void last(String action) {
        add(new Last(action));
    }

    /** What a child has said on its error output. */
    public void echo(byte[] bytes) {
        add(new Echo(bytes));
    }

    /** Waits until all that was said before is written, but not longer; returns whether it is. */
    public boolean flush(long millis) throws InterruptedException {
        Mark mark = new Mark(new CountDownLatch(1));
        return lines.offer(mark, millis, TimeUnit.MILLISECONDS) && mark.passed().await(millis, TimeUnit.MILLISECONDS);
    }

    private void add(Line line) {
        if (!lines.offer(line)) {
            dropped++;
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                lines.take().write();
                if (dropped > 0) {
                    ActionLog.fail("log", "error", dropped + " lines dropped: nobody read the log");
                    dropped = 0;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the journal", e);
        }
    }

    private interface Line {
        void write();
    }

    private record Success(String action, Object[] fields) implements Line {
        @Override
        public void write() {
            ActionLog.success(action, fields);
        }
    }

    private record Debug(String action, String result, Object[] fields) implements Line {
        @Override
        public void write() {
            ActionLog.debug(action, result, fields);
        }
    }

    private record Warning(String action, Object[] fields) implements Line {
        @Override
        public void write() {
            ActionLog.warn(action, fields);
        }
    }

    private record Failure(String action, Object[] fields) implements Line {
        @Override
        public void write() {
            ActionLog.fail(action, fields);
        }
    }

    private record Last(String action) implements Line {
        @Override
        public void write() {
            ActionLog.last(action);
        }
    }

    private record Echo(byte[] bytes) implements Line {
        @Override
        public void write() {
            System.err.write(bytes, 0, bytes.length);
            System.err.flush();
        }
    }

    private record Mark(CountDownLatch passed) implements Line {
        @Override
        public void write() {
            passed.countDown();
        }
    }
}
