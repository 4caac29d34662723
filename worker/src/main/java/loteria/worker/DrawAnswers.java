package loteria.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import loteria.bet.BetLimits;
import loteria.board.Activity;
import loteria.store.AgencyWinners;
import loteria.store.RefusedException;
import loteria.store.Store;
import loteria.wire.ErrorCode;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import loteria.wire.MessageChannel;

/** What an agency is told once the draw has happened. For its session's thread. */
final class DrawAnswers {
    private static final int WINNERS_PER_FRAME =
            (FrameDescriptor.MAX_PAYLOAD_BYTES - 3) / (BetLimits.MAX_DOCUMENT_DIGITS + 1);

    private final int agency;
    private final MessageChannel channel;
    private final Store store;
    private final SessionHost host;
    private final Activity activity;

    DrawAnswers(int agency, MessageChannel channel, Store store, SessionHost host, Activity activity) {
        this.agency = agency;
        this.channel = channel;
        this.store = store;
        this.host = host;
        this.activity = activity;
    }

    /** Sends the agency's own winning bets, a frame of them in memory at a time. */
    void sendWinners() throws IOException, SessionOver {
        try {
            AgencyWinners winners = store.winners(agency);
            do {
                List<String> documents = winners.next(WINNERS_PER_FRAME);
                channel.put(new Message.Winners(winners.left() == 0, documents));
            } while (winners.left() > 0);
        } catch (RefusedException e) {
            throw new SessionOver(e);
        }
        channel.flush();
        activity.answered();
    }

    /** Sends what proves that its bets were sealed. */
    void sendReceipt() throws IOException, SessionOver {
        String receipt = host.receipt(agency);
        if (receipt == null) {
            throw new SessionOver(ErrorCode.PROTOCOL, "no receipt: this draw is not sealed");
        }
        if (receipt.getBytes(UTF_8).length > FrameDescriptor.MAX_PAYLOAD_BYTES) {
            throw new SessionOver(ErrorCode.PROTOCOL, "no receipt: the seal's witnesses are too many for a frame");
        }
        channel.send(new Message.Receipt(receipt));
    }
}
