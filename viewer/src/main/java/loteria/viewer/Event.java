package loteria.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A server-sent event's bytes. */
final class Event {
    private Event() {}

    /** @param json in one line */
    static byte[] of(String name, String json) {
        return ("event: " + name + "\ndata: " + json + "\n\n").getBytes(UTF_8);
    }
}
