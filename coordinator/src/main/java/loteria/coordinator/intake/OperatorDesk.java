package loteria.coordinator.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import loteria.coordinator.event.Operators;
import loteria.coordinator.event.SessionRequest;
import loteria.wire.ErrorCode;
import loteria.wire.FrameChannel;
import loteria.wire.Message;
import loteria.wire.MessageChannel;
import loteria.wire.Watchdog;

/**
 * Gives an operator's command a session in an agency's place, and moves its bytes as an agency's. The command is of the
 * central's own user: it needs no HELLO, and has a bound, since the agency waits for it. Safe for all threads.
 */
public final class OperatorDesk implements Operators {
    /** For the whole session. */
    private static final long SESSION_MS = 10_000;

    private final Connections connections;

    public OperatorDesk(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void serve(SocketChannel command, int agency) throws IOException, InterruptedException {
        if (agency < 1 || agency > connections.agencies()) {
            refuse(command, ErrorCode.UNKNOWN_AGENCY, "agency " + agency + ", expected 1 to " + connections.agencies());
            return;
        }
        try (Watchdog.Watch watch = connections.watchdog().watch(command)) {
            SocketChannel session = connections.openOperatorsSession(agency);
            watch.readWithin(SESSION_MS);
            Link link = new PlainTransport().open(command, watch);
            new Relay(link, session, watch, connections.buffers()).run(ByteBuffer.allocate(0));
        } catch (SessionRequest.RefusedException e) {
            refuse(command, e.code(), e.getMessage());
        }
    }

    private void refuse(SocketChannel command, ErrorCode code, String reason) throws IOException {
        FrameChannel frames = new FrameChannel(command, connections.watchdog(), FrameChannel.PATIENT, 0, 0);
        try (MessageChannel channel = new MessageChannel(frames)) {
            channel.send(new Message.Failure(code, 0, 0, reason));
        }
    }
}
