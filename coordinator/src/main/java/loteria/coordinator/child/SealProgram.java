package loteria.coordinator.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.config.SealConfig;
import loteria.coordinator.files.DataDirectory;
import loteria.coordinator.life.StartException;
import loteria.process.FileIdentity;
import loteria.process.WorkerRegister;

/**
 * How a central's seal is made, and its sealed draw: each by a child of the worker's program, which hashes, and so is
 * compiled well. The thread that starts children alone starts.
 */
public final class SealProgram {
    private final SiblingProgram program;
    private final SealConfig seal;
    private final int agencies;
    private final Path dataDir;
    private final FileIdentity storeLock;
    private final ChildRegister register;
    private final long generation;

    /** @param config with a seal */
    public SealProgram(CoordinatorConfig config, DataDirectory data, WorkerRegister register, long generation)
            throws IOException, StartException {
        this.program = new SiblingProgram("worker", SiblingProgram.HEAP_MB, config.childOptions());
        this.seal = config.seal();
        this.agencies = config.agencies();
        this.dataDir = data.path();
        this.storeLock = data.storeLock();
        this.register = new ChildRegister(register);
        this.generation = generation;
    }

    /** Starts the child that seals, and writes it down. */
    Process startSeal() throws IOException {
        return start(command("seal"));
    }

    /** Starts the child that draws, and writes it down. */
    Process startDraw() throws IOException {
        List<String> command = command("sealed-draw");
        command.add(Long.toString(generation));
        command.add(storeLock.key());
        if (seal.cosigners() != null) {
            command.add(seal.cosigners().toString());
        }
        return start(command);
    }

    private List<String> command(String verb) {
        return new ArrayList<>(List.of(
                "sealing", verb, dataDir.toString(), seal.key().toString(), seal.draw(), Integer.toString(agencies)));
    }

    private Process start(List<String> command) throws IOException {
        return register.add(program.startSpoken(SiblingProgram.LONG_LIVED, command.toArray(new String[0])));
    }
}
