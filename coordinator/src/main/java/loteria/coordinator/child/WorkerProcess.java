package loteria.coordinator.child;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.event.SessionRequest;
import loteria.coordinator.event.Worker;
import loteria.coordinator.life.Journal;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;

/**
 * One worker JVM, from its start to its exit; its successor is another object. It has a thread that waits for its exit,
 * and once it has connected one that listens to it ({@link ControlListener}) and one that tells it things
 * ({@link Outbox}). Safe for all threads.
 */
final class WorkerProcess implements Worker, Launch {
    /** For a worker that has come up to be written down: the disk may be slow. */
    private static final long LAUNCH_MS = 60_000;

    /** For what a worker has said last to be heard after its exit: its channel is at its end. */
    private static final long LAST_WORDS_MS = 2_000;

    private final int number;
    private final WorkerProgram program;
    private final EventQueue events;
    private final Journal journal;
    private volatile Process process;
    private volatile boolean killed;
    private volatile boolean recovers;
    private boolean launched;
    private Outbox outbox;
    private Thread teller;
    private boolean left;
    private volatile boolean over;

    /** @param number of this child among all that were started, from 1 */
    WorkerProcess(int number, WorkerProgram program, EventQueue events, Journal journal) {
        this.number = number;
        this.program = program;
        this.events = events;
        this.journal = journal;
    }

    @Override
    public void launch() throws InterruptedException {
        try {
            process = program.start(number);
            events.post(new Event.Started(this, process.pid()));
            if (killed) {
                process.destroyForcibly();
            }
            Threads.start("worker-" + number, new Attendance());
        } catch (IOException | OutOfMemoryError e) {
            // The JDK has a thread for each process, and an error for having none.
            kill();
            over = true;
            events.post(new Event.Exited(this, Event.Exited.NEVER_STARTED, Reason.of(e)));
        }
        synchronized (this) {
            launched = true;
            notifyAll();
        }
    }

    /** The worker has connected: once it is written down, it can be told things. */
    synchronized void join(ControlChannel channel) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LAUNCH_MS * 1_000_000;
        long millis = LAUNCH_MS;
        while (!launched && millis > 0) {
            wait(millis);
            millis = (deadline - System.nanoTime()) / 1_000_000;
        }
        if (over) {
            throw new IOException("a worker that could not be started whole");
        }
        outbox = new Outbox(channel);
        teller = Threads.start("control-" + number + "-out", outbox);
    }

    int number() {
        return number;
    }

    /** Whether nothing more will be heard of it. */
    boolean isOver() {
        return over;
    }

    /** The worker says something, which its supervisor has not heard yet. */
    void hear(ControlMessage message) throws IOException {
        if (recovers && message instanceof ControlMessage.Ready) {
            program.rememberStore();
        }
    }

    /** The worker has nothing more to say. */
    synchronized void leave() {
        left = true;
        notifyAll();
    }

    @Override
    public void begin(boolean recover) {
        recovers = recover;
        ControlMessage store = program.store();
        if (store != null) {
            tell(store);
        }
        tell(program.beginning(number, recover));
    }

    @Override
    public void listenAnew() {
        tell(new ControlMessage.Listen(program.sessionSocket(number)));
    }

    @Override
    public void tell(ControlMessage message) {
        if (!outbox().tell(message)) {
            kill();
        }
    }

    @Override
    public void open(SessionRequest request) {
        if (!outbox().add(new Opening(request))) {
            kill();
        }
    }

    @Override
    public void stop() {
        tell(new ControlMessage.Stop());
    }

    @Override
    public void kill() {
        killed = true;
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private synchronized Outbox outbox() {
        return outbox;
    }

    /** Begins a session on the worker and hands its connection to whoever asked. */
    private final class Opening implements Outbox.Errand {
        private final SessionRequest request;

        Opening(SessionRequest request) {
            this.request = request;
        }

        @Override
        public void run(ControlChannel channel) throws InterruptedException {
            try {
                SocketChannel session = connect();
                if (!request.begin(session)) {
                    session.close();
                }
            } catch (IOException e) {
                events.post(new Event.NotOpened(WorkerProcess.this, request));
            }
        }

        private SocketChannel connect() throws IOException {
            SocketChannel session = SocketChannel.open(UnixDomainSocketAddress.of(program.sessionSocket(number)));
            try {
                ControlChannel.sendFirst(
                        session, new ControlMessage.OpenSession(request.number(), request.agency(), request.client()));
                return session;
            } catch (IOException e) {
                session.close();
                throw e;
            }
        }
    }

    /** Waits for the child's exit, after which nothing of it can write any more, and for what it said last. */
    private final class Attendance implements Runnable {
        @Override
        public void run() {
            try {
                String lastLine = new ErrorOutput(process, journal).readAll();
                int exitCode = process.waitFor();
                awaitLastWords();
                over = true;
                events.post(new Event.Exited(WorkerProcess.this, exitCode, lastLine));
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a worker's thread", e);
            }
        }

        private void awaitLastWords() throws InterruptedException {
            synchronized (WorkerProcess.this) {
                long deadline = System.nanoTime() + LAST_WORDS_MS * 1_000_000;
                long millis = LAST_WORDS_MS;
                while (outbox != null && !left && millis > 0) {
                    WorkerProcess.this.wait(millis);
                    millis = (deadline - System.nanoTime()) / 1_000_000;
                }
                if (teller != null) {
                    teller.interrupt();
                }
            }
        }
    }
}
