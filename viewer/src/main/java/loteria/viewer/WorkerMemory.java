package loteria.viewer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import loteria.board.BootId;
import loteria.process.ProcessIdentity;
import loteria.process.WorkerRegister;

/** How much memory each worker has, as the kernel says. Safe for all threads. */
final class WorkerMemory {
    private static final String RESIDENT = "VmRSS:";

    private final Path dataDir;
    private final UUID bootId;

    WorkerMemory(Path dataDir) throws IOException {
        this.dataDir = dataDir;
        this.bootId = BootId.current();
    }

    /** Resident bytes of the workers that live, by pid. */
    Map<Long, Long> resident() {
        Map<Long, Long> resident = new TreeMap<>();
        try {
            for (ProcessIdentity worker : WorkerRegister.workers(dataDir)) {
                if (worker.isAlive(bootId)) {
                    resident.put(worker.pid(), resident(worker.pid()));
                }
            }
        } catch (IOException ignored) {
            // A worker has ended meanwhile, or a coordinator begins a new register: the next look sees it whole.
        }
        return resident;
    }

    private static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith(RESIDENT)) {
                String[] words = line.substring(RESIDENT.length()).strip().split(" ");
                return Long.parseLong(words[0]) * 1_024;
            }
        }
        return 0;
    }
}
