package loteria.coordinator;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import loteria.process.ExitCode;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.Watchdog;

/**
 * One child JVM, from its start to its exit; its successor is another object. {@link WorkerPool} decides, this knows.
 * Safe for all threads.
 */
final class WorkerProcess {
    /** Pings without an answer, one a second, after which a worker counts as hung. */
    private static final int MOST_SILENT_PINGS = 5;

    /** Seconds for a JVM to come up and join, on the busiest machine. */
    private static final int MOST_SILENT_PINGS_BEFORE_JOIN = 60;

    private final int number;
    private final int place;
    private final Process process;
    private final Path sessionSocket;
    private final long startNanos = System.nanoTime();
    private ControlChannel control;
    private int silentPings;
    private boolean started;
    private boolean ready;
    private boolean goodbye;
    private boolean left;
    private ControlMessage.Failed failure;

    /**
     * @param number of this child among all that were started, from 1
     * @param place in the pool, from 0
     */
    WorkerProcess(int number, int place, Process process, Path sessionSocket) {
        this.number = number;
        this.place = place;
        this.process = process;
        this.sessionSocket = sessionSocket;
    }

    int number() {
        return number;
    }

    int place() {
        return place;
    }

    long pid() {
        return process.pid();
    }

    Path sessionSocket() {
        return sessionSocket;
    }

    long livedMs() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    /** The child has connected. */
    synchronized void join(ControlChannel channel) {
        control = channel;
        silentPings = 0;
    }

    /** Tells the child to begin. */
    synchronized void start(ControlMessage.Start start) throws IOException {
        started = true;
        control.send(start);
    }

    synchronized void markReady() {
        ready = true;
    }

    synchronized boolean isReady() {
        return ready;
    }

    synchronized void answered() {
        silentPings = 0;
    }

    synchronized void sayGoodbye() {
        goodbye = true;
    }

    synchronized void fail(ControlMessage.Failed why) {
        failure = why;
    }

    /** Why the child ended: in its own words if it had any. */
    synchronized String lastWords(int exitCode) {
        return failure != null ? failure.reason() : "exit code " + exitCode;
    }

    /** Whether the child ended as it was told to. */
    synchronized boolean endedInOrder(int exitCode) {
        return goodbye && exitCode == ExitCode.DONE;
    }

    /** Says something to the child; a child that cannot hear it is dying, which its exit will tell. */
    synchronized void tell(ControlMessage message) {
        if (control != null) {
            try {
                control.send(message);
            } catch (IOException ignored) {
                // The channel's other end is gone; the pool waits for the exit and replaces the worker.
            }
        }
    }

    /** Once a second: asks for a sign of life and kills a child that has given none for too long. */
    void checkPulse() {
        int most;
        synchronized (this) {
            silentPings++;
            most = control == null ? MOST_SILENT_PINGS_BEFORE_JOIN : MOST_SILENT_PINGS;
            if (started) {
                tell(new ControlMessage.Ping());
            } else if (control != null) {
                silentPings = 0;
            }
            if (silentPings <= most) {
                return;
            }
        }
        kill();
    }

    /** Asks the child to end; one that has not begun has nothing to end. */
    void stop() {
        boolean begun;
        synchronized (this) {
            begun = started;
        }
        if (begun) {
            tell(new ControlMessage.Stop());
        } else {
            kill();
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    /** The child has nothing more to say. */
    synchronized void leave() {
        left = true;
        notifyAll();
    }

    /**
     * Waits for the child's exit, after which nothing of it can write any more, and for what it said last.
     *
     * @return its exit code
     */
    int awaitExit() throws InterruptedException {
        int exitCode = process.waitFor();
        synchronized (this) {
            while (control != null && !left) {
                wait();
            }
        }
        return exitCode;
    }

    /** Opens a session on the child. */
    SocketChannel connect(long session, int agency, Watchdog watchdog) throws IOException {
        SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(sessionSocket));
        try {
            new ControlChannel(socket, watchdog).send(new ControlMessage.OpenSession(session, agency));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
