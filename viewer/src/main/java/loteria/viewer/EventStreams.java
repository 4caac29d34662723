package loteria.viewer;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The readers of events: each hears the past once, and the present every second. Safe for all threads. */
final class EventStreams {
    /** Readers at once. */
    private static final int MOST = 100;

    private final Observer observer;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    EventStreams(Observer observer) {
        this.observer = observer;
    }

    /** Whether there are as many as may be. */
    boolean isFull() {
        return streams.size() >= MOST;
    }

    /** Begins a stream, whose first event is at once. */
    void open(Response response, Callback end) {
        EventStream stream = new EventStream(response, end, streams::remove);
        byte[] history = Event.of("history", observer.history().json());
        byte[] status = observer.now().event();
        streams.add(stream);
        stream.begin(ByteBuffer.allocate(history.length + status.length)
                .put(history)
                .put(status)
                .flip());
    }

    /** Tells all readers. */
    void tell(Moment moment) {
        if (!streams.isEmpty()) {
            byte[] event = moment.event();
            for (EventStream stream : streams) {
                stream.send(ByteBuffer.wrap(event));
            }
        }
    }
}
