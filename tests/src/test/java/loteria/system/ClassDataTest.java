package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives of classes that the build makes: used where they fit, and never missed. */
class ClassDataTest {
    @TempDir
    private Path folder;

    @Test
    void shouldMapTheClassDataOfCoordinatorAndWorkers() throws Exception {
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1)) {
            assertMapped("coordinator", central.coordinator().pid());
            assertMapped("worker", central.coordinator().children().get(0).pid());
        }
    }

    private static void assertMapped(String program, long pid) throws Exception {
        Path archive = JvmProcess.ROOT.resolve(program).resolve("target").resolve(program + ".jsa");
        String maps = Files.readString(Path.of("/proc/" + pid + "/maps"));
        assertTrue(maps.contains(archive.toString()), maps);
    }

    @Test
    void shouldRunWithoutClassData() throws Exception {
        assertEquals(List.of("agency 1.1.0"), answer(install()));
    }

    @Test
    void shouldIgnoreClassDataOfAnotherJarWithoutAWord() throws Exception {
        Path launcher = install();
        Path lib = folder.resolve("lib");
        Files.copy(JvmProcess.ROOT.resolve("agency/target/agency.jsa"), lib.resolve("agency.jsa"));
        Files.setLastModifiedTime(lib.resolve("agency.jar"), FileTime.fromMillis(0));
        assertEquals(List.of("agency 1.1.0"), answer(launcher));
    }

    /** Copies the agency to where nothing else is. */
    private Path install() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String script : List.of("agency", "launch.sh")) {
            Files.copy(
                    JvmProcess.ROOT.resolve("bin").resolve(script),
                    bin.resolve(script),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.copy(
                JvmProcess.ROOT.resolve("agency/target/agency.jar"),
                Files.createDirectory(folder.resolve("lib")).resolve("agency.jar"));
        return bin.resolve("agency");
    }

    private List<String> answer(Path launcher) throws Exception {
        try (JvmProcess process = JvmProcess.startLauncher(launcher, folder, "--version")) {
            assertEquals(0, process.awaitExit(), process::transcript);
            return process.lines();
        }
    }
}
