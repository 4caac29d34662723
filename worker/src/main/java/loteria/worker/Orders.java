package loteria.worker;

import java.io.IOException;
import java.nio.file.Path;
import loteria.wire.ControlMessage;

/** What the coordinator has a worker do. Nothing here waits for the store, a disk or the log. Safe for all threads. */
interface Orders {
    /** Lets commits end, then goes. May be said again. */
    void stop() throws IOException;

    /** Ends a session with that code and reason; says so at once if it is over. */
    void end(ControlMessage.EndSession order) throws IOException;

    /** Listens for sessions at another path; a worker that cannot is of no use, and its successor may. */
    void listen(Path sessions);

    /** Wakes the sessions that wait for the draw. */
    void announce();

    /** Draws, and tells the coordinator how it went; begins nothing once told to stop. */
    void draw() throws IOException;
}
