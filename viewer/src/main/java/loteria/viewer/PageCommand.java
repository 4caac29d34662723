package loteria.viewer;

import java.io.IOException;
import java.nio.file.Path;
import loteria.process.ExitCode;
import loteria.process.Reason;

/**
 * {@code coordinator --http}: the page, until the coordinator ends. What it says on standard output is for the
 * coordinator: the address once it listens, or else why it ends.
 */
final class PageCommand {
    private static final long TICK_MS = 1_000;

    private final Path dataDir;
    private final String host;
    private final int port;
    private final HostNames names;

    PageCommand(Path dataDir, String host, int port, HostNames names) {
        this.dataDir = dataDir;
        this.host = host;
        this.port = port;
        this.names = names;
    }

    /** Serves until the end; returns an {@link ExitCode}. */
    int run(Ending ending) throws InterruptedException {
        try {
            Observer observer = new Observer(dataDir);
            EventStreams streams = new EventStreams(observer);
            System.out.println(new HttpServer(host, port, new Site(observer, streams, names)).start());
            while (!ending.await(TICK_MS)) {
                streams.tell(observer.look());
            }
            streams.tell(observer.lookLast());
            return ExitCode.DONE;
        } catch (IOException | NoBoardException e) {
            System.out.println(Reason.of(e));
            return ExitCode.FAILED;
        }
    }
}
