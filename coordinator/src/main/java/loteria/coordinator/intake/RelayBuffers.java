package loteria.coordinator.intake;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The relays' buffers, outside the heap so that bytes are not copied on their way, and used again: large ones while few
 * agencies are connected, small ones above. Safe for all threads.
 */
final class RelayBuffers {
    private static final int FEW = 2 * 64;
    private static final int LARGE_BYTES = 64 * 1024;
    private static final int SMALL_BYTES = 8 * 1024;

    private final Deque<ByteBuffer> large = new ArrayDeque<>();
    private final Deque<ByteBuffer> small = new ArrayDeque<>();
    private int largeInUse;

    /** An empty buffer. */
    synchronized ByteBuffer take() {
        if (largeInUse < FEW) {
            largeInUse++;
            return large.isEmpty() ? ByteBuffer.allocateDirect(LARGE_BYTES) : large.pop();
        }
        return small.isEmpty() ? ByteBuffer.allocateDirect(SMALL_BYTES) : small.pop();
    }

    /** Gives a buffer back. */
    synchronized void give(ByteBuffer buffer) {
        buffer.clear();
        if (buffer.capacity() == LARGE_BYTES) {
            largeInUse--;
            large.push(buffer);
        } else {
            small.push(buffer);
        }
    }
}
