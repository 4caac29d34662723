package loteria.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.UUID;
import loteria.board.BootId;
import loteria.process.ProcessIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    private Path dir;

    private UUID boot;
    private Path ours;
    private Path hidden;

    @BeforeEach
    void nameFiles() throws Exception {
        boot = BootId.current();
        ours = Files.createFile(dir.resolve("ours"));
        hidden = dir.resolve("stat");
    }

    /** A file of another user's: root's, or anybody's if these tests run as root. */
    private Path others() throws Exception {
        UserPrincipal root = Files.getOwner(Path.of("/"));
        if (!Files.getOwner(ours).equals(root)) {
            return Path.of("/");
        }
        Path file = Files.createTempFile(dir, "others", "");
        Files.setAttribute(file, "unix:uid", 12_345);
        return file;
    }

    private ProcessIdentity gone() {
        return new ProcessIdentity(PID, 1, boot);
    }

    @Test
    void shouldSeeAProcessThatRuns() throws Exception {
        ProcessIdentity self = ProcessIdentity.of(PID, boot).orElseThrow();
        assertEquals(Life.RUNNING, Life.of(self, boot, others(), hidden));
    }

    @Test
    void shouldNotCallAnothersProcessEndedWhereItMayBeHidden() throws Exception {
        assertEquals(Life.UNSEEN, Life.of(gone(), boot, others(), hidden));
    }

    @Test
    void shouldKnowTheEndOfAProcessThatWouldBeSeen() throws Exception {
        assertEquals(Life.ENDED, Life.of(gone(), boot, ours, hidden), "one's own is never hidden");
        assertEquals(Life.ENDED, Life.of(gone(), boot, others(), ours), "nobody's is hidden");
    }

    @Test
    void shouldKnowThatNoneOutlivesItsBootOrRunsBeforeItBegan() throws Exception {
        ProcessIdentity before = new ProcessIdentity(PID, 1, new UUID(1, 2));
        assertEquals(Life.ENDED, Life.of(before, boot, others(), hidden));
        assertEquals(Life.ENDED, Life.of(new ProcessIdentity(0, 0, boot), boot, others(), hidden));
    }
}
