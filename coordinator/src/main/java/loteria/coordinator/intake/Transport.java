package loteria.coordinator.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import loteria.wire.Watchdog;

/** How connections are spoken over. Safe for all threads. */
public interface Transport {
    /**
     * Begins to speak, in the connection's own thread and within the deadlines that the watch has.
     *
     * @return null if the connection has ended without a byte, which is nobody's fault
     * @throws StrangerException if it is not known who is there, and will not be
     * @throws IOException if the peer is gone
     */
    Link open(SocketChannel socket, Watchdog.Watch watch) throws IOException, StrangerException, InterruptedException;

    /** Looks after what is open, once a second, in a thread that may wait for the disk and not for the log. */
    void look();

    /** A connection that has not proven who it is: why, and what it is told. */
    final class StrangerException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient ByteBuffer lastWord;

        /**
         * @param reason for the log
         * @param lastWord bytes for the peer, as they go over the socket; there may be none
         */
        public StrangerException(String reason, ByteBuffer lastWord) {
            super(reason);
            this.lastWord = lastWord;
        }

        ByteBuffer lastWord() {
            return lastWord;
        }
    }
}
