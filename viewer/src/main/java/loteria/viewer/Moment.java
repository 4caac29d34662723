package loteria.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** What was seen at one look, rendered once for all who ask, and only if somebody does. Safe for all threads. */
final class Moment {
    private final Status status;
    private final Metrics metrics;
    private byte[] json;
    private byte[] event;
    private byte[] exposition;

    Moment(Status status, Metrics metrics) {
        this.status = status;
        this.metrics = metrics;
    }

    Status status() {
        return status;
    }

    /** The status as JSON. */
    synchronized ByteBuffer json() {
        if (json == null) {
            json = Json.of(status).getBytes(UTF_8);
        }
        return ByteBuffer.wrap(json);
    }

    /** The status as an event. */
    synchronized byte[] event() {
        if (event == null) {
            event = Event.of("status", Json.of(status));
        }
        return event;
    }

    /** Prometheus' text. */
    synchronized ByteBuffer metrics() {
        if (exposition == null) {
            exposition = metrics.render();
        }
        return ByteBuffer.wrap(exposition);
    }
}
