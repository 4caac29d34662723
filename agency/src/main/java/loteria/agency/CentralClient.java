package loteria.agency;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import loteria.wire.ErrorCode;
import loteria.wire.FrameChannel;
import loteria.wire.FrameDescriptor;
import loteria.wire.MalformedFrameException;
import loteria.wire.Message;
import loteria.wire.MessageChannel;
import loteria.wire.RefusedException;

/**
 * One session with the central, from HELLO to the winners. What the central refuses for good is a
 * {@link RefusedException}; every other {@link IOException} is a lost connection. For one thread.
 */
final class CentralClient implements Closeable {
    /** Half a window of full frames, which is what is sent at once. */
    private static final int OUTPUT_BYTES = 256 * 1024;

    private static final long FIRST_POLL_MS = 100;
    private static final long LONGEST_POLL_MS = 5_000;

    private final long client;
    private final MessageChannel channel;
    private final Reconnect reconnect;

    /** The position of the last bet of each frame in flight, the oldest at {@code oldest}: a ring. */
    private long[] lasts;

    private int oldest;
    private int inFlight;

    CentralClient(Connection connection, Reconnect reconnect) {
        this.client = connection.client();
        this.reconnect = reconnect;
        this.channel = new MessageChannel(new FrameChannel(
                connection.socket(),
                connection.bytes(),
                connection.watchdog(),
                connection.silenceMillis(),
                FrameDescriptor.MAX_FRAME_BYTES,
                OUTPUT_BYTES));
    }

    /**
     * Says who comes.
     *
     * @param window most frames to have in flight; the central may allow fewer
     */
    Message.Welcome hello(int agency, int window) throws IOException {
        put(new Message.Hello(FrameDescriptor.VERSION, agency, client));
        flush();
        if (await() instanceof Message.Welcome welcome) {
            reconnect.stored(welcome.stored());
            lasts = new long[Math.max(1, Math.min(window, welcome.window()))];
            return welcome;
        }
        throw unexpected("WELCOME");
    }

    /**
     * Sends bets, now or together with later ones. Waits while too many frames are unacknowledged.
     *
     * @param last position of the last bet in the frame
     */
    void send(Message bets, long last) throws IOException {
        if (inFlight == lasts.length) {
            flush();
            // Half the window at once, so that frames leave in big writes and not one for each acknowledgement.
            while (inFlight > lasts.length / 2) {
                takeAck(await());
            }
        }
        put(bets);
        lasts[(oldest + inFlight) % lasts.length] = last;
        inFlight++;
    }

    /** Closes the agency's sales. */
    void finish(Message.Finished finished) throws IOException {
        put(finished);
        flush();
        Message answer = await();
        while (!(answer instanceof Message.Closed)) {
            takeAck(answer);
            answer = await();
        }
        reconnect.closed();
    }

    /**
     * Asks for the agency's winners until there is an answer.
     *
     * @param waiting whether the central keeps the question until the draw
     * @param told takes their documents; null if nobody reads them
     * @return how many of its bets won
     */
    int winners(boolean waiting, List<String> told) throws IOException {
        int count = 0;
        long pause = FIRST_POLL_MS;
        ask(waiting);
        while (true) {
            Message answer = await();
            if (answer instanceof Message.Winners winners) {
                count += winners.documents().size();
                if (told != null) {
                    told.addAll(winners.documents());
                }
                if (winners.last()) {
                    return count;
                }
            } else if (answer instanceof Message.NotDrawn) {
                reconnect.progress();
                if (!waiting) {
                    Pause.millis(pause);
                    pause = Math.min(2 * pause, LONGEST_POLL_MS);
                    ask(false);
                }
            } else {
                throw unexpected("WINNERS");
            }
        }
    }

    /** Asks what proves that the agency's bets were sealed, after the draw. */
    String receipt() throws IOException {
        put(new Message.ReceiptQuery());
        flush();
        if (await() instanceof Message.Receipt receipt) {
            return receipt.proof();
        }
        throw unexpected("RECEIPT");
    }

    private void ask(boolean waiting) throws IOException {
        put(new Message.Query(waiting));
        flush();
    }

    private void takeAck(Message answer) throws IOException {
        if (!(answer instanceof Message.Ack ack)) {
            throw unexpected("ACK");
        }
        while (inFlight > 0 && lasts[oldest] <= ack.through()) {
            oldest = (oldest + 1) % lasts.length;
            inFlight--;
        }
        reconnect.stored(ack.through());
    }

    private static MalformedFrameException unexpected(String expected) {
        return new MalformedFrameException("the central answered out of turn, expected " + expected);
    }

    private Message await() throws IOException {
        Message message = channel.read();
        if (message == null) {
            throw new EOFException("the central closed the connection");
        }
        if (message instanceof Message.Failure failure) {
            // These reasons are whole sentences, for a person; the code says no more.
            String reason =
                    failure.code() == ErrorCode.MISMATCH ? failure.reason() : failure.code() + ": " + failure.reason();
            if (failure.code().retryable()) {
                throw new IOException(reason);
            }
            boolean ofABet = failure.position() > 0;
            throw new RefusedException(
                    ofABet ? reason + " (bet " + (failure.position() + failure.index()) + ")" : reason);
        }
        return message;
    }

    private void put(Message message) throws IOException {
        try {
            channel.put(message);
        } catch (IOException e) {
            throw lastWords(e);
        }
    }

    private void flush() throws IOException {
        try {
            channel.flush();
        } catch (IOException e) {
            throw lastWords(e);
        }
    }

    /** A central that refuses says so and closes: its reason may have arrived although it takes no more from us. */
    private IOException lastWords(IOException lost) {
        try {
            while (true) {
                await();
            }
        } catch (RefusedException refused) {
            return refused;
        } catch (IOException ignored) {
            return lost;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
