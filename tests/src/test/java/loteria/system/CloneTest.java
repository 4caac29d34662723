package loteria.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clone as Git for Windows makes it, for WSL or Docker Desktop: what runs or builds from it is as it is here. */
class CloneTest {
    private static final List<String> PLACES =
            List.of("server/Dockerfile", "server/config.ini", "client/Dockerfile", "client/config.yaml");

    @TempDir
    private Path folder;

    private Path clone;

    private static int run(Path log, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    @BeforeEach
    void cloneThisProject() throws Exception {
        Path log = folder.resolve("log");
        assumeTrue(Files.exists(JvmProcess.ROOT.resolve(".git")), "a copy without its history");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "no git here");
        clone = folder.resolve("clone");
        String source = "file://" + JvmProcess.ROOT;
        String[] settings = {"core.autocrlf=true", "core.eol=crlf", "core.symlinks=false", "safe.directory=*"};
        List<String> command = new ArrayList<>(List.of("git"));
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        command.addAll(List.of("clone", "-q", "--depth", "1", source, clone.toString()));
        assertEquals(0, run(log, command.toArray(new String[0])), Files.readString(log));
    }

    @Test
    void shouldHaveNoCarriageReturnsWhereverTheCloneWasMade() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.walk(clone)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !clone.relativize(file).startsWith(".git"))
                    .filter(file -> !file.toString().endsWith(".png"))
                    .filter(file -> !file.toString().endsWith(".board"))
                    .toList();
        }
        assertTrue(files.contains(clone.resolve("bin/launch.sh")), files::toString);
        for (Path file : files) {
            assertTrue(Files.readString(file, ISO_8859_1).indexOf('\r') < 0, file::toString);
        }
    }

    @Test
    void shouldNeedNoSymbolicLinks() {
        for (String place : PLACES) {
            assertTrue(Files.isRegularFile(clone.resolve(place)), place);
        }
    }
}
