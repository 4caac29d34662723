package loteria.coordinator.operator;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import loteria.board.BoardView;
import loteria.coordinator.files.SocketDirectory;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.wire.AgencyState;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.FrameChannel;
import loteria.wire.Message;
import loteria.wire.MessageChannel;
import loteria.wire.Watchdog;

/**
 * An operator closes the sales of an agency that does not come back, on what is stored: a session of that agency with
 * the central that runs, which says FINISHED and nothing else. So it is fenced, stored and forced as the agency's own
 * would be. Done again after whatever kill, it ends the same. For one thread.
 */
public final class Closing {
    /** Without an answer of the central; it has smaller bounds of its own. */
    private static final long ANSWER_MS = 40_000;

    private static final long TICK_MS = 1_000;

    private final Path dataDir;
    private final BoardView board;
    private final int agency;

    /** @param board of the central that runs, or ran last */
    public Closing(Path dataDir, BoardView board, int agency) {
        this.dataDir = dataDir;
        this.board = board;
        this.agency = agency;
    }

    /**
     * Closes.
     *
     * @param total bets that are stored, as the operator knows it
     * @return whether the sales were closed now, and not before
     * @throws RefusedException if another number is stored, no central runs, or it cannot do it now
     */
    public boolean run(long total) throws IOException, RefusedException {
        try (Operations operations = Operations.open(dataDir)) {
            // Before a session that the agency would notice.
            requireStored(board.count(agency), total);
            if (board.isFinished(agency)) {
                return false;
            }
            try (MessageChannel central = new MessageChannel(connect())) {
                return close(central, operations, total);
            }
        }
    }

    private boolean close(MessageChannel central, Operations operations, long total)
            throws IOException, RefusedException {
        if (!(answer(central) instanceof Message.Welcome welcome)) {
            throw new RefusedException("the central answered out of turn, expected WELCOME");
        }
        // From here on nothing of another session is stored.
        requireStored(welcome.stored(), total);
        if (welcome.state() != AgencyState.SELLING) {
            return false;
        }
        operations.record(Operation.Act.CLOSE, agency, total);
        central.send(new Message.Finished(total, board.checksum(agency)));
        if (!(answer(central) instanceof Message.Closed)) {
            throw new RefusedException("the central answered out of turn, expected CLOSED");
        }
        return true;
    }

    private void requireStored(long stored, long total) throws RefusedException {
        if (stored != total) {
            throw new RefusedException("agency " + agency + " has " + stored + " bets stored, and not " + total
                    + ": its sales are closed on what is stored or not at all");
        }
    }

    private FrameChannel connect() throws IOException, RefusedException {
        Path socket = SocketDirectory.locate(dataDir, SocketDirectory.control(board.generation()));
        Watchdog watchdog = new Watchdog();
        SocketChannel channel;
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new RefusedException(
                    dataDir + ": no central runs on it, which alone can close sales: " + Reason.of(e));
        }
        try {
            ControlChannel.sendFirst(channel, new ControlMessage.Operate(agency));
            Threads.start("ticker", new Ticking(watchdog));
            return new FrameChannel(channel, watchdog, ANSWER_MS, 0, 0);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private Message answer(MessageChannel central) throws IOException, RefusedException {
        Message message = central.read();
        if (message == null) {
            throw new RefusedException("the central ended the session before it answered: the same command goes on");
        }
        if (message instanceof Message.Failure failure) {
            throw new RefusedException(failure.code() + ": " + failure.reason());
        }
        return message;
    }

    /** Lets the watchdog see an answer that is overdue, for as long as the process lives. */
    private record Ticking(Watchdog watchdog) implements Runnable {
        @Override
        public void run() {
            while (true) {
                LockSupport.parkNanos(TICK_MS * 1_000_000);
                watchdog.tick();
            }
        }
    }
}
