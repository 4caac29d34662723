package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a process that would wait for ever. */
class SignalsTest {
    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("cat").start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    /**
     * Exit codes as a shell has them: 128 and the signal's number. USR1 stands for what the JVM cannot send: what nohup
     * starts ignores HUP.
     */
    @ParameterizedTest
    @CsvSource({"USR1, 138", "KILL, 137", "TERM, 143"})
    void shouldEndIt(String signal, int exitCode) throws Exception {
        Signals.send(signal, process.toHandle());
        assertTrue(process.waitFor(JvmProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertEquals(exitCode, process.exitValue());
    }

    @Test
    void shouldStopItAndLetItGoOn() throws Exception {
        Signals.send("STOP", process.toHandle());
        Await.until("it stands", () -> stands());
        Signals.send("CONT", process.toHandle());
        Await.until("it goes on", () -> !stands());
        assertTrue(process.isAlive());
    }

    private boolean stands() throws IOException {
        return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") T ");
    }

    @Test
    void shouldHaveNothingToDoWhereNobodyLives() throws Exception {
        process.destroyForcibly().waitFor();
        Signals.send("STOP", process.toHandle());
        assertFalse(process.isAlive());
    }

    @Test
    void shouldSayThatASignalDidNotArrive() {
        IOException e = assertThrows(IOException.class, () -> Signals.send("NONSENSE", process.toHandle()));
        assertTrue(e.getMessage().startsWith("kill -NONSENSE " + process.pid() + ": exit code "), e.getMessage());
    }
}
