package loteria.coordinator.event;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Who serves the commands of operators that connect to a running central. Safe for all threads. */
public interface Operators {
    /**
     * Serves a command that asks for a session of an agency, to its end.
     *
     * @throws IOException if the command has gone
     */
    void serve(SocketChannel command, int agency) throws IOException, InterruptedException;
}
