package loteria.worker;

import java.io.IOException;

/** Where a session takes place: what it needs of the process around it. */
interface SessionHost {
    /** A session has closed its agency's sales. */
    void salesClosed(int agency) throws IOException;

    /** What proves to an agency that its bets were sealed; null if they were not. After the draw. */
    default String receipt(int agency) throws IOException {
        return null;
    }
}
