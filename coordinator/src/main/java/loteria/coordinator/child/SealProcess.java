package loteria.coordinator.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.process.ExitCode;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.wire.ControlMessage;

/**
 * The JVM of a child that seals or draws, from its start to its exit. It says one line: {@code done WHAT} or {@code
 * failed EXIT_CODE REASON}. It ends when its input does. One thread listens to it and waits for its exit. Safe for all
 * threads.
 */
final class SealProcess implements Child, Launch {
    private static final String DONE = "done ";
    private static final String FAILED = "failed ";

    private final SealProgram program;
    private final boolean draws;
    private final EventQueue events;
    private volatile Process process;
    private volatile boolean killed;

    /** @param draws whether it is to draw, or to seal */
    SealProcess(SealProgram program, boolean draws, EventQueue events) {
        this.program = program;
        this.draws = draws;
        this.events = events;
    }

    @Override
    public void launch() throws InterruptedException {
        try {
            process = draws ? program.startDraw() : program.startSeal();
            events.post(new Event.Started(this, process.pid()));
            if (killed) {
                process.destroyForcibly();
            }
            Threads.start(draws ? "sealed-draw" : "seal", new Attendance());
        } catch (IOException | OutOfMemoryError e) {
            // The JDK has a thread for each process, and an error for having none.
            kill();
            events.post(new Event.Exited(this, Event.Exited.NEVER_STARTED, Reason.of(e)));
        }
    }

    /** Nothing of it is lost: another does the same. */
    @Override
    public void stop() {
        kill();
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
                int number = process.waitFor();
                int exitCode = ExitCode.isMeant(number) ? ExitCode.ofMeant(number) : number;
                events.post(new Event.Exited(SealProcess.this, exitCode, lastWords));
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a child's thread", e);
            }
        }

        private String hear() throws InterruptedException {
            String lastWords = null;
            try (BufferedReader words = process.inputReader(UTF_8)) {
                for (String line = words.readLine(); line != null; line = words.readLine()) {
                    lastWords = line;
                    if (line.startsWith(DONE)) {
                        events.post(new Event.Done(SealProcess.this, line.substring(DONE.length())));
                    } else if (line.startsWith(FAILED)) {
                        events.post(new Event.Said(SealProcess.this, failure(line)));
                    }
                }
            } catch (IOException e) {
                lastWords = Reason.of(e);
            }
            return lastWords;
        }

        private static ControlMessage.Failed failure(String line) {
            int code = line.charAt(FAILED.length()) - '0';
            return new ControlMessage.Failed(code, line.substring(FAILED.length() + 2));
        }
    }
}
