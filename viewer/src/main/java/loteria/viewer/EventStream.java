package loteria.viewer;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One reader of events. It gets each event in turn unless it has not taken the one before: who reads slowly misses
 * some, and who does not read is dropped by the connection's idle timeout. Safe for all threads.
 */
final class EventStream implements Callback {
    private final Response response;
    private final Callback end;
    private final Consumer<EventStream> gone;
    private boolean writing = true;

    /**
     * @param end of the request
     * @param gone is told when the reader is
     */
    EventStream(Response response, Callback end, Consumer<EventStream> gone) {
        this.response = response;
        this.end = end;
        this.gone = gone;
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
        gone.accept(this);
        end.failed(reason);
    }
}
