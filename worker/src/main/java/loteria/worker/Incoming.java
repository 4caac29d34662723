package loteria.worker;

import java.io.IOException;
import loteria.wire.Message;
import loteria.wire.MessageChannel;

/**
 * What an agency sends, frame by frame. To one whose frame is long on its way silence would look like a dead central:
 * it is told again what it was promised last. For the session's thread.
 */
final class Incoming {
    /** Between two signs of life to an agency whose line is slow. */
    private static final long SIGN_NANOS = 1_000_000_000;

    private static final long NOT_YET = 0;

    private final MessageChannel channel;
    private final BetTaker bets;

    Incoming(MessageChannel channel, BetTaker bets) {
        this.channel = channel;
        this.bets = bets;
    }

    /** The next frame that has already arrived, or null. */
    Message poll() throws IOException {
        return channel.poll();
    }

    /**
     * Waits for a frame; null at the end of the stream.
     *
     * @param selling whether the agency expects ACKs, and nothing else
     */
    Message read(boolean selling) throws IOException {
        Message message = channel.poll();
        long told = NOT_YET;
        while (message == null && channel.fill()) {
            message = channel.poll();
            if (message == null) {
                told = tellThatItArrives(told, selling);
            }
        }
        return message;
    }

    /** @param told when this was said last, or when the frame began; {@link #NOT_YET} if it has only begun */
    private long tellThatItArrives(long told, boolean selling) throws IOException {
        long now = System.nanoTime();
        if (told != NOT_YET && now - told < SIGN_NANOS) {
            return told;
        }
        if (told != NOT_YET && selling) {
            channel.send(new Message.Ack(bets.promised()));
        }
        return now | 1;
    }
}
