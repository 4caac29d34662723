package loteria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for files that are of no use afterwards. Stateless; safe for all threads. */
final class WorkFolder {
    private WorkFolder() {}

    /** Makes a folder that goes with this process, and so do all processes that this one has started. */
    static Path create() throws IOException {
        Path folder = Files.createTempDirectory("loteria-bench-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(folder), "work-folder"));
        return folder;
    }

    private static void leave(Path folder) {
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("bench: cannot delete " + folder + ": " + e.getMessage());
        }
    }

    /** Deletes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(folder)) {
            paths = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
