package loteria.coordinator.tls;

import java.nio.ByteBuffer;
import loteria.wire.ErrorCode;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import loteria.wire.MessageCodec;

/** What somebody is told who does not speak TLS: in clear, and nothing about anybody. Stateless. */
final class ClearAnswer {
    private static final String REASON = "this central speaks TLS";

    private ClearAnswer() {}

    /** An ERROR to who speaks frames, nothing to anybody else. */
    static ByteBuffer to(FirstByte peer) {
        ByteBuffer frame = ByteBuffer.allocate(FrameDescriptor.MAX_FRAME_BYTES);
        if (peer.value() < FrameDescriptor.FIRST_TEXT_BYTE) {
            MessageCodec.encode(new Message.Failure(ErrorCode.UNAUTHENTICATED, 0, 0, REASON), frame);
        }
        return frame.flip();
    }
}
