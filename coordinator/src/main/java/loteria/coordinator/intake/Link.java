package loteria.coordinator.intake;

import java.io.IOException;
import java.nio.channels.ByteChannel;

/** The bytes of a connection, and who has proven to be at its other end. One thread reads and one writes. */
public interface Link extends ByteChannel {
    /** Why whoever is at the other end may not say that it is this agency, for people; null if it may. */
    String objection(int agency);

    /** Lets the peer see the end of the stream, and still hears it. */
    void endOutput() throws IOException;
}
