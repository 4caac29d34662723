package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.tools.ToolProvider;

/** A coordinator like that of the build, whose workers do something of a test's choice before anything else. */
final class TamperedWorker {
    private static final Path MAIN = Path.of("worker/src/main/java/loteria/worker/WorkerMain.java");

    private static final String CLASS = "loteria/worker/WorkerMain.class";

    private TamperedWorker() {}

    /**
     * Makes the programs, in a folder of their own.
     *
     * @param statement Java, which sees {@code String[] args}: the control socket and the number of the child, from 1
     * @return the coordinator's jar
     */
    static Path make(Path folder, String statement) throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        String main = Files.readString(JvmProcess.ROOT.resolve(MAIN));
        String begin = "Termination.ignore();";
        String tampered = main.replace(begin, statement + begin);
        assertNotEquals(main, tampered, "expected '" + begin + "' in " + MAIN);
        Path source = Files.writeString(programs.resolve("WorkerMain.java"), tampered);
        Path worker = copy("worker", programs);
        String[] compile = {"-cp", worker.toString(), "-d", programs.toString(), source.toString()};
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, compile));
        try (FileSystem jar = FileSystems.newFileSystem(worker)) {
            Files.copy(programs.resolve(CLASS), jar.getPath(CLASS), StandardCopyOption.REPLACE_EXISTING);
        }
        return copy("coordinator", programs);
    }

    private static Path copy(String program, Path programs) throws IOException {
        Path jar = Path.of(program, "target", program + ".jar");
        return Files.copy(JvmProcess.ROOT.resolve(jar), programs.resolve(program + ".jar"));
    }
}
