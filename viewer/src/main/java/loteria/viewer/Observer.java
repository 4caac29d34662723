package loteria.viewer;

import java.io.IOException;
import java.nio.file.Path;

/** Looks at the central once a second, for all who ask. One thread looks, all threads may ask. */
final class Observer {
    private final Lookout lookout;
    private final WorkerMemory workers;
    private final Readiness readiness;
    private final History history = new History();
    private volatile Moment now;

    /** Takes the first look. */
    Observer(Path dataDir) throws IOException, NoBoardException {
        lookout = new Lookout(dataDir);
        workers = new WorkerMemory(dataDir);
        readiness = new Readiness(dataDir);
        look();
    }

    /** Looks. */
    Moment look() throws NoBoardException {
        return keep(lookout.look());
    }

    /** Looks while the central ends. */
    Moment lookLast() throws NoBoardException {
        return keep(lookout.look().ended());
    }

    private Moment keep(Status status) {
        history.add(status);
        now = new Moment(status, new Metrics(lookout.board(), status, workers));
        return now;
    }

    /** What was seen last. */
    Moment now() {
        return now;
    }

    History history() {
        return history;
    }

    /** Whether the central can serve agencies, just now. */
    boolean isReady() {
        return now.status().life() == Life.RUNNING && readiness.isReady();
    }
}
