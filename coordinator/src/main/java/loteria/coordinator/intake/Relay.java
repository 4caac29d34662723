package loteria.coordinator.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import loteria.log.ActionLog;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.wire.FrameChannel;
import loteria.wire.FrameDescriptor;
import loteria.wire.Watchdog;

/**
 * Moves bytes between an agency's connection and its session's Unix-domain one, and looks at none. A thread for
 * each way; the end of one stream is passed on as the end of the other.
 */
final class Relay {
    /** For an agency to take what was said last, after its session is over. */
    private static final long LINGER_MS = 2_000;

    private final Link agency;
    private final SocketChannel session;
    private final Watchdog.Watch agencyWatch;
    private final RelayBuffers buffers;

    Relay(Link agency, SocketChannel session, Watchdog.Watch agencyWatch, RelayBuffers buffers) {
        this.agency = agency;
        this.session = session;
        this.agencyWatch = agencyWatch;
        this.buffers = buffers;
    }

    /**
     * Relays until both ways are at their end, in this thread and another one. The session's connection is closed then.
     *
     * @param first bytes that the agency has sent already
     */
    void run(ByteBuffer first) throws IOException, InterruptedException {
        try (session) {
            Thread down = Threads.start(Thread.currentThread().getName() + "-down", new Down());
            up(first);
            down.join();
        }
    }

    /** From the agency to its session. */
    private void up(ByteBuffer first) {
        ByteBuffer buffer = buffers.take();
        try {
            write(session, first);
            while (agency.read(buffer) >= 0) {
                buffer.flip();
                write(session, buffer);
                buffer.clear();
            }
        } catch (IOException e) {
            ActionLog.debug("relay", "fail", "error", Reason.of(e));
        } finally {
            buffers.give(buffer);
        }
        endSession();
    }

    /** Passes the end of the agency's stream on; if the session ended first, hears the agency out. */
    private void endSession() {
        try {
            if (session.isOpen()) {
                session.shutdownOutput();
            }
            drain(agency);
        } catch (IOException e) {
            ActionLog.debug("relay", "fail", "error", Reason.of(e));
        }
    }

    /** From the session to its agency. */
    private final class Down implements Runnable {
        @Override
        public void run() {
            ByteBuffer buffer = buffers.take();
            try {
                while (session.read(buffer) >= 0) {
                    buffer.flip();
                    agencyWatch.writeWithin(FrameChannel.WRITE_MS);
                    write(agency, buffer);
                    agencyWatch.writeWhenever();
                    buffer.clear();
                }
            } catch (IOException e) {
                ActionLog.debug("relay", "fail", "error", Reason.of(e));
            } finally {
                buffers.give(buffer);
            }
            endAgency();
        }

        /** However the session ended, also when its worker was killed, its agency is to know at once. */
        private void endAgency() {
            try {
                agency.endOutput();
            } catch (IOException e) {
                ActionLog.debug("relay", "fail", "error", Reason.of(e));
            }
            agencyWatch.readWithin(LINGER_MS);
        }
    }

    private static void write(WritableByteChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    /**
     * Reads what nobody wants any more, to the end of the stream or the watch's deadline: closing a connection with
     * unread bytes would reset it, and the peer could lose what it was told last.
     */
    static void drain(ReadableByteChannel from) throws IOException {
        ByteBuffer nothing = ByteBuffer.allocate(FrameDescriptor.MAX_FRAME_BYTES);
        while (from.read(nothing) >= 0) {
            nothing.clear();
        }
    }
}
