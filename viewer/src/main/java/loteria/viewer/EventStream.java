package loteria.viewer;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One reader of events. It gets each event in turn unless it has not taken the one before: who reads slowly misses
 * some, and who does not read is dropped by the connection's idle timeout. Safe for all threads.
 */
final class EventStream implements Callback {
    private final Response response;
    private final Callback end;
    private final EventStreams streams;
    private boolean writing = true;

    /** @param end of the request */
    EventStream(Response response, Callback end, EventStreams streams) {
        this.response = response;
        this.end = end;
        this.streams = streams;
    }

    /** Sends the first event, which none may overtake. */
    void begin(ByteBuffer event) {
        response.write(false, event, this);
    }

    void send(ByteBuffer event) {
        synchronized (this) {
            if (writing) {
                return;
            }
            writing = true;
        }
        response.write(false, event, this);
    }

    @Override
    public synchronized void succeeded() {
        writing = false;
    }

    /** The reader is gone. */
    @Override
    public void failed(Throwable reason) {
        streams.remove(this);
        end.failed(reason);
    }
}
