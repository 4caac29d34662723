package loteria.coordinator.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.config.HttpAddress;
import loteria.coordinator.life.StartException;

/** How the page is started: once it has listened somewhere, its successors listen there too. Safe for all threads. */
public final class PageProgram {
    private final SiblingProgram program;
    private final Path dataDir;
    private final List<String> names;
    private volatile HttpAddress address;

    /** @param dataDir whose board is published */
    public PageProgram(CoordinatorConfig config, Path dataDir) throws StartException {
        this.program = new SiblingProgram("viewer", SiblingProgram.HEAP_MB, config.childOptions());
        this.address = config.http();
        this.names = config.httpNames();
        this.dataDir = dataDir;
    }

    Process start() throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("page", dataDir.toString(), address.host(), Integer.toString(address.port()), address.host()));
        arguments.addAll(names);
        return program.startSpoken(SiblingProgram.SHORT_LIVED, arguments.toArray(new String[0]));
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
