package loteria.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What there is of a data directory's coordinators beyond the files of the draw. Stateless; safe for all threads. */
final class Leftovers {
    private Leftovers() {}

    /** Processes, the directory of the sockets, temporary files: nothing after an orderly end. */
    static List<String> of(Path dataDir) throws IOException {
        List<Path> sockets = sockets(dataDir);
        List<String> left = new ArrayList<>();
        // Workers are told where the sockets are, a page where the data is.
        ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(dataDir.resolve("sockets").toString())
                        || command.contains(outside(dataDir).toString())
                        || command.contains("page " + dataDir))
                .forEach(left::add);
        sockets.stream().map(Path::toString).forEach(left::add);
        try (Stream<Path> files = Files.list(dataDir)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tmp") || name.equals("ready"))
                    .forEach(left::add);
        }
        return left;
    }

    /**
     * Threads of connections of a coordinator, and sockets beside those that it has without any: where it listens for
     * agencies and for children, the JDK's own to close others with, a channel of each worker, and where the JVM
     * listens for good once {@code jcmd} has asked it something.
     */
    static int ofSessions(JvmProcess coordinator) throws IOException {
        Path process = Path.of("/proc", Long.toString(coordinator.pid()));
        int left = 0;
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            for (Path thread : threads.toList()) {
                left += read(thread.resolve("comm")).startsWith("connection-") ? 1 : 0;
            }
        }
        int sockets = 0;
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                sockets += target(descriptor).startsWith("socket:") ? 1 : 0;
            }
        }
        int attachable = Files.exists(Path.of("/tmp", ".java_pid" + coordinator.pid())) ? 1 : 0;
        return left
                + Math.max(
                        0,
                        sockets - 3 - attachable - Children.workers(coordinator).size());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // It has ended.
            return "";
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // It was closed.
            return "";
        }
    }

    /** What works in a folder: whatever was started there, and its children, whoever is their parent now. */
    static List<ProcessHandle> processesIn(Path folder) throws IOException {
        Path here = folder.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, here))
                .toList();
    }

    private static boolean worksIn(ProcessHandle process, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .startsWith(folder);
        } catch (IOException ignored) {
            // It has ended, or is another user's.
            return false;
        }
    }

    /** Clears the sockets, which may lie outside the data directory, as the coordinator's next start would. */
    static void deleteSockets(Path dataDir) throws IOException {
        for (Path sockets : sockets(dataDir)) {
            try (Stream<Path> all = Files.list(sockets)) {
                for (Path socket : all.toList()) {
                    Files.delete(socket);
                }
            }
            Files.delete(sockets);
        }
    }

    /** The directories that are there: in the data directory, or elsewhere if its path is too long. */
    private static List<Path> sockets(Path dataDir) throws IOException {
        List<Path> found = new ArrayList<>();
        Path inside = dataDir.resolve("sockets");
        if (Files.exists(inside)) {
            found.add(inside);
        }
        Path outside = outside(dataDir);
        try (Stream<Path> temporary = Files.list(outside.getParent())) {
            temporary
                    .filter(path -> path.toString().startsWith(outside.toString()))
                    .forEach(found::add);
        }
        return found;
    }

    /** The beginning of its path there: it is named after the data directory's device and inode. */
    private static Path outside(Path dataDir) {
        try {
            String key = Files.readAttributes(dataDir, BasicFileAttributes.class)
                    .fileKey()
                    .toString();
            return Path.of(System.getProperty("java.io.tmpdir"), "loteria" + key.replaceAll("[^0-9A-Za-z]", "-") + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
