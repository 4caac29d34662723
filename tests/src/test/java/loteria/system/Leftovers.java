package loteria.system;

import java.io.IOException;
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
        Path sockets = sockets(dataDir);
        List<String> left = new ArrayList<>();
        // Workers are told where the sockets are, a page where the data is.
        ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(sockets.toString()) || command.contains("page " + dataDir))
                .forEach(left::add);
        if (Files.exists(sockets)) {
            left.add(sockets.toString());
        }
        try (Stream<Path> files = Files.list(dataDir)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tmp") || name.equals("ready"))
                    .forEach(left::add);
        }
        return left;
    }

    /** Clears the sockets, which lie outside the data directory, as the coordinator's next start would. */
    static void deleteSockets(Path dataDir) throws IOException {
        Path sockets = sockets(dataDir);
        if (Files.exists(sockets)) {
            try (Stream<Path> all = Files.list(sockets)) {
                for (Path socket : all.toList()) {
                    Files.delete(socket);
                }
            }
            Files.delete(sockets);
        }
    }

    /** The directory is named after the data directory's device and inode. */
    private static Path sockets(Path dataDir) throws IOException {
        String key = Files.readAttributes(dataDir, BasicFileAttributes.class)
                .fileKey()
                .toString();
        return Path.of(System.getProperty("java.io.tmpdir"), "loteria" + key.replaceAll("[^0-9A-Za-z]", "-"));
    }
}
