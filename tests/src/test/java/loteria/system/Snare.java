package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Programs like those of the build, but that a worker which comes to the middle of a commit, with the store's lock, its
 * bets written and not yet committed, stays there while a file lies in its folder. Whoever is to be met there for a
 * moment otherwise, is met for sure.
 */
final class Snare {
    private static final Path STORE = Path.of("worker/src/main/java/loteria/store/file/BetStore.java");

    private static final String COMMIT = "board.commit(";

    private static final String PAUSE = """
            package loteria.store.file;

            import java.io.IOException;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.concurrent.locks.LockSupport;

            final class Pause {
                static void make() throws IOException {
                    if (Files.exists(Path.of("snare"))) {
                        Files.writeString(Path.of("caught"), Long.toString(ProcessHandle.current().pid()));
                        Files.move(Path.of("caught"), Path.of("holder"));
                        while (Files.exists(Path.of("snare"))) {
                            LockSupport.parkNanos(1_000_000);
                        }
                    }
                }
            }
            """;

    private final Path programs;

    /** Makes the programs, in a folder of their own. */
    Snare(Path programs) throws IOException {
        this.programs = programs;
        Path sources = Files.createDirectories(programs.resolve("loteria/store/file"));
        String store = Files.readString(JvmProcess.ROOT.resolve(STORE));
        String snared = store.replaceFirst("board\\.commit\\(", "Pause.make();\n" + COMMIT);
        assertNotEquals(store, snared, "expected '" + COMMIT + "' in " + STORE);
        List<Path> files = List.of(sources.resolve("BetStore.java"), sources.resolve("Pause.java"));
        Files.writeString(files.get(0), snared);
        Files.writeString(files.get(1), PAUSE);
        copy("coordinator");
        Path worker = copy("worker");
        String[] compile = {"-cp", worker.toString(), "-d", programs.toString(), "" + files.get(0), "" + files.get(1)};
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, compile));
        try (FileSystem jar = FileSystems.newFileSystem(worker);
                Stream<Path> classes = Files.list(sources)) {
            for (Path each :
                    classes.filter(file -> file.toString().endsWith(".class")).toList()) {
                Path inside =
                        jar.getPath("loteria/store/file", each.getFileName().toString());
                Files.copy(each, inside, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path copy(String program) throws IOException {
        Path jar = Path.of(program, "target", program + ".jar");
        return Files.copy(JvmProcess.ROOT.resolve(jar), programs.resolve(program + ".jar"));
    }

    Path coordinator() {
        return programs.resolve("coordinator.jar");
    }

    /** Waits for a worker in the middle of a commit and stops it there, SIGSTOP. It goes on when it is continued. */
    static ProcessHandle stopHolder(Path dataDir) throws Exception {
        Path folder = dataDir.getParent();
        Path snare = Files.createFile(folder.resolve("snare"));
        Path caught = folder.resolve("holder");
        Await.until("a worker in the middle of a commit", () -> Files.exists(caught));
        ProcessHandle holder =
                ProcessHandle.of(Long.parseLong(Files.readString(caught))).orElseThrow();
        JvmProcess.suspend(holder);
        Files.delete(caught);
        Files.delete(snare);
        assertEquals(holder.pid(), holder(dataDir), "the process that holds the store's lock");
        return holder;
    }

    /** The process that holds the store's lock; 0 if none does. */
    private static long holder(Path dataDir) throws IOException {
        String inode = ":" + Files.getAttribute(dataDir.resolve("bets.lock"), "unix:ino") + " ";
        for (String lock : Files.readAllLines(Path.of("/proc/locks"))) {
            if (lock.contains(inode) && !lock.contains("->")) {
                return Long.parseLong(lock.trim().split("\\s+")[4]);
            }
        }
        return 0;
    }
}
