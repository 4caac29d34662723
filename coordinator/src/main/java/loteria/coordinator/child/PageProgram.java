package loteria.coordinator.child;

import java.io.IOException;
import java.nio.file.Path;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.config.HttpAddress;
import loteria.coordinator.life.StartException;

/** How the page is started: once it has listened somewhere, its successors listen there too. Safe for all threads. */
public final class PageProgram {
    private final SiblingProgram program;
    private final Path dataDir;
    private volatile HttpAddress address;

    /** @param dataDir whose board is published */
    public PageProgram(CoordinatorConfig config, Path dataDir) throws StartException {
        this.program = new SiblingProgram("viewer", SiblingProgram.HEAP_MB, config.childOptions());
        this.address = config.http();
        this.dataDir = dataDir;
    }

    Process start() throws IOException {
        return program.startSpoken(
                SiblingProgram.SHORT_LIVED,
                "page",
                dataDir.toString(),
                address.host(),
                Integer.toString(address.port()));
    }

    HttpAddress address() {
        return address;
    }

    void listensOn(int port) {
        address = address.withPort(port);
    }

    /** A reason, with what it is about. */
    public String about(String reason) {
        return "http " + address + ": " + reason;
    }
}
