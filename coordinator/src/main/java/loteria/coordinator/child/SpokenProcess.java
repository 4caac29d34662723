package loteria.coordinator.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.process.Reason;
import loteria.process.Threads;

/**
 * The JVM of a child that speaks on its output, a line at a time, from its start to its exit. It ends when its input
 * does. One thread listens to it and waits for its exit. Safe for all threads.
 */
abstract class SpokenProcess implements Child, Launch {
    private final String thread;
    private final EventQueue events;
    private volatile Process process;
    private volatile boolean killed;

    /** @param thread that listens to it */
    SpokenProcess(String thread, EventQueue events) {
        this.thread = thread;
        this.events = events;
    }

    /** Starts the process. */
    abstract Process start() throws IOException;

    /** Takes a line; false if it is none of those that the child is to say, and may be what it dies of. */
    abstract boolean take(String line) throws InterruptedException;

    /** What the number means with which it ended. */
    abstract int exitCode(int number);

    @Override
    public final void launch() throws InterruptedException {
        try {
            process = start();
            events.post(new Event.Started(this, process.pid()));
            if (killed) {
                process.destroyForcibly();
            }
            Threads.start(thread, new Attendance());
        } catch (IOException | OutOfMemoryError e) {
            // The JDK has a thread for each process, and an error for having none.
            kill();
            events.post(new Event.Exited(this, Event.Exited.NEVER_STARTED, Reason.of(e)));
        }
    }

    /** Null before its start. */
    final Process process() {
        return process;
    }

    @Override
    public final void kill() {
        killed = true;
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private final class Attendance implements Runnable {
        @Override
        public void run() {
            try {
                String lastWords = hear();
                int number = process.waitFor();
                events.post(new Event.Exited(SpokenProcess.this, exitCode(number), lastWords));
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a child's thread", e);
            }
        }

        private String hear() throws InterruptedException {
            String lastWords = null;
            try (BufferedReader words = process.inputReader(UTF_8)) {
                for (String line = words.readLine(); line != null; line = words.readLine()) {
                    if (!take(line)) {
                        lastWords = line;
                    }
                }
            } catch (IOException e) {
                lastWords = Reason.of(e);
            }
            return lastWords;
        }
    }
}
