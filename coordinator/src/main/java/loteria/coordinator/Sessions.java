package loteria.coordinator;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import loteria.board.DrawBoard;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;
import loteria.wire.Watchdog;

/**
 * Which session is its agency's own: the newest. The one before must have ended before it begins, so that of two
 * clients with one id never two write. Safe for all threads.
 */
final class Sessions {
    /** For a superseded session to end; then its worker is killed. */
    private static final long END_MS = 5_000;

    private final DrawBoard board;
    private final WorkerPool workers;
    private final Watchdog watchdog;
    private final Slot[] slots;
    private final Map<Long, Slot> live = new ConcurrentHashMap<>();

    Sessions(DrawBoard board, WorkerPool workers, Watchdog watchdog) {
        this.board = board;
        this.workers = workers;
        this.watchdog = watchdog;
        this.slots = new Slot[board.agencies() + 1];
        for (int agency = 1; agency < slots.length; agency++) {
            slots[agency] = new Slot(agency);
        }
    }

    /**
     * Begins a session of an agency, which is an expected one, as soon as the one before it has ended.
     *
     * @param number of the session; of an agency's sessions the highest is the newest
     * @return the connection to its worker
     * @throws UnavailableException if the worker is being replaced, or a newer session came meanwhile
     */
    SocketChannel open(int agency, long number) throws InterruptedException, UnavailableException {
        return slots[agency].open(number);
    }

    /** A worker says that a session is over. */
    void ended(long session) {
        Slot slot = live.remove(session);
        if (slot != null) {
            slot.ended(session);
        }
    }

    /** A worker has exited: all its sessions are over. */
    void workerExited(WorkerProcess worker) {
        for (int agency = 1; agency < slots.length; agency++) {
            slots[agency].workerExited(worker);
        }
    }

    /** Why a session cannot begin. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1;

        private final ErrorCode code;

        UnavailableException(ErrorCode code, String message) {
            super(message);
            this.code = code;
        }

        ErrorCode code() {
            return code;
        }
    }

    /** The sessions of one agency. */
    private final class Slot {
        private final int agency;
        private long newest;
        private long current;
        private WorkerProcess worker;

        Slot(int agency) {
            this.agency = agency;
        }

        synchronized SocketChannel open(long number) throws InterruptedException, UnavailableException {
            if (number < newest) {
                throw superseded();
            }
            newest = number;
            // From here on nothing of an older session is stored.
            board.setNewestSession(agency, number);
            if (current != 0) {
                worker.tell(new ControlMessage.EndSession(current));
            }
            awaitEnd(number);
            worker = workers.of(agency);
            if (worker == null) {
                throw new UnavailableException(ErrorCode.STARTING, "the worker of the agency is being replaced");
            }
            return connect(number);
        }

        private void awaitEnd(long number) throws InterruptedException, UnavailableException {
            long deadline = System.nanoTime() + END_MS * 1_000_000;
            while (current != 0 && newest == number) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    worker.kill();
                    wait();
                } else {
                    wait(left);
                }
            }
            if (newest != number) {
                throw superseded();
            }
        }

        private UnavailableException superseded() {
            return new UnavailableException(ErrorCode.SUPERSEDED, "a newer session of agency " + agency + " has begun");
        }

        private SocketChannel connect(long number) throws UnavailableException {
            current = number;
            live.put(number, this);
            try {
                SocketChannel session = worker.connect(number, agency, watchdog);
                board.openSession(agency, worker.pid());
                return session;
            } catch (IOException e) {
                current = 0;
                live.remove(number);
                throw new UnavailableException(ErrorCode.STARTING, "the worker of the agency is being replaced");
            }
        }

        synchronized void ended(long session) {
            if (current == session) {
                over();
            }
        }

        synchronized void workerExited(WorkerProcess exited) {
            if (worker == exited && current != 0) {
                live.remove(current);
                over();
            }
        }

        private void over() {
            current = 0;
            board.endSession(agency);
            notifyAll();
        }
    }
}
