package loteria.coordinator.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.life.Journal;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.wire.ControlMessage;

/**
 * The page's JVM, from its start to its exit. It says one line: the port once it listens, or else why it ends. It ends
 * when its input does. One thread listens to it and waits for its exit. Safe for all threads.
 */
final class PageProcess implements Child, Launch {
    private final PageProgram program;
    private final EventQueue events;
    private final Journal journal;
    private volatile Process process;
    private volatile boolean killed;

    PageProcess(PageProgram program, EventQueue events, Journal journal) {
        this.program = program;
        this.events = events;
        this.journal = journal;
    }

    @Override
    public void launch() throws InterruptedException {
        try {
            process = program.start();
            events.post(new Event.Started(this, process.pid()));
            if (killed) {
                process.destroyForcibly();
            }
            Threads.start("page", new Attendance());
        } catch (IOException | OutOfMemoryError e) {
            // The JDK has a thread for each process, and an error for having none.
            kill();
            events.post(new Event.Exited(this, Event.Exited.NEVER_STARTED, Reason.of(e)));
        }
    }

    @Override
    public void stop() {
        Process running = process;
        if (running == null) {
            kill();
            return;
        }
        try {
            running.getOutputStream().close();
        } catch (IOException e) {
            // Its input is at its end already.
        }
    }

    @Override
    public void kill() {
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
                int exitCode = process.waitFor();
                events.post(new Event.Exited(PageProcess.this, exitCode, lastWords));
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the page's thread", e);
            }
        }

        private String hear() throws InterruptedException {
            boolean listening = false;
            String lastWords = null;
            try (BufferedReader words = process.inputReader(UTF_8)) {
                String line = words.readLine();
                while (line != null) {
                    if (listening || !isPort(line)) {
                        lastWords = line;
                    } else {
                        listening = true;
                        program.listensOn(Integer.parseInt(line));
                        journal.success("http", "address", program.address());
                        events.post(new Event.Said(PageProcess.this, new ControlMessage.Ready()));
                    }
                    line = words.readLine();
                }
            } catch (IOException e) {
                lastWords = Reason.of(e);
            }
            return lastWords;
        }

        private static boolean isPort(String line) {
            return !line.isEmpty() && line.chars().allMatch(Character::isDigit);
        }
    }
}
