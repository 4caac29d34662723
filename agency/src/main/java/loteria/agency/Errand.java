package loteria.agency;

import java.io.IOException;
import loteria.wire.RefusedException;

/** What an agency goes to the central for. It is begun again with a new connection until it is done. */
interface Errand {
    /**
     * Does it, or goes on with it.
     *
     * @param reconnect is told of every answer
     * @throws RefusedException if the central wants no other attempt
     * @throws IOException if another connection may do better
     */
    void run(Connection connection, Reconnect reconnect) throws IOException, FailedException;

    /** What it means for the run that the errand cannot be done. */
    FailedException failed(String error);
}
