package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else has his hands in the data directory of a central that runs. */
class ForeignHandsTest {
    @TempDir
    private Path folder;

    private Path data;
    private CentralSite site;

    @BeforeEach
    void findSite() {
        data = folder.resolve("data");
        site = new CentralSite(data, 2, "--workers", "2", "--log-level", "DEBUG");
    }

    @AfterEach
    void leaveSite() {
        site.close();
    }

    @Test
    void shouldMakeEverythingForItsUserAlone() throws Exception {
        Bets bets = Bets.generate(1, 100, new Random(1));
        site.start();
        assertEquals("rwx------", permissions(data));
        assertEquals("rwx------", permissions(data.resolve("sockets")));
        try (RawAgency agency = new RawAgency(site.port());
                RawAgency other = new RawAgency(site.port())) {
            agency.sell(bets);
            other.sell(Bets.generate(2, 100, new Random(2)));
            assertEquals(bets.winners(), agency.awaitWinners());
        }
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertEquals("rw-------", permissions(file), file::toString);
            }
        }
        site.stop();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** Nothing is acknowledged that nobody would find, and the exit code says that somebody has to look. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "coordinator.lock",
                "workers.lock",
                "bets.lock",
                "bets.csv",
                "finished.csv",
                "draw.board",
                "lottery.properties",
                "data"
            })
    void shouldEndWhenAFileIsTakenAway(String name) throws Exception {
        Path file = name.equals("data") ? data : data.resolve(name);
        try (RawAgency agency = sellSome()) {
            Files.move(file, folder.resolve("taken"));
            assertEnds(file + ": somebody has deleted it");
            agency.drain();
        }
        if (!Files.exists(data)) {
            Files.move(folder.resolve("taken"), data);
            site.start();
            site.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "zeroed"})
    void shouldEndWhenTheBoardIsWrittenOver(String how) throws Exception {
        Path board = data.resolve("draw.board");
        try (RawAgency agency = sellSome();
                FileChannel file = FileChannel.open(board, StandardOpenOption.WRITE)) {
            int size = (int) file.size();
            if (how.equals("cut")) {
                file.truncate(0);
                assertEnds("draw.board: somebody has cut it");
            } else {
                file.write(ByteBuffer.allocate(size), 0);
                assertEnds("draw.board: somebody has written over it");
            }
            agency.drain();
        }
        assertEquals(10, Files.readAllLines(data.resolve("bets.csv")).size(), "what was acknowledged");
    }

    /** An agency that has sold some, and whose session goes on. */
    private RawAgency sellSome() throws Exception {
        site.start();
        RawAgency agency = new RawAgency(site.port());
        agency.hello(1);
        agency.send(Bets.generate(1, 100, new Random(3)).batch(1, 10));
        agency.awaitAck(10);
        return agency;
    }

    private void assertEnds(String reason) throws Exception {
        JvmProcess coordinator = site.coordinator();
        assertEquals(3, coordinator.awaitExit(), coordinator::transcript);
        List<String> lines = coordinator.lines();
        String last = lines.get(lines.size() - 1);
        assertTrue(last.contains("action: exit | result: fail") && last.contains(reason), coordinator::transcript);
    }

    /** A "stale" lock is removed, and a second central started: of the two one ends, and its workers with it. */
    @Test
    void shouldNotRunBesideTheCentralWhoseLockWasTakenAway() throws Exception {
        site.start();
        JvmProcess first = site.coordinator();
        Files.delete(data.resolve("coordinator.lock"));
        CentralSite other = new CentralSite(data, 2, "--workers", "2", "--log-level", "DEBUG");
        try (other) {
            other.start();
            assertEquals(3, first.awaitExit(), first::transcript);
            assertTrue(first.lines().get(first.lines().size() - 1).contains("coordinator.lock: somebody has"));
            other.stop();
        }
    }

    /** As it is cleaned away by whoever tidies up: sessions go on, new ones begin, a dead worker is replaced. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldListenAnewWhenItsSocketsAreCleanedAway(boolean directoryToo) throws Exception {
        Bets bets = Bets.generate(1, 100, new Random(3));
        Path sockets = data.resolve("sockets");
        try (RawAgency agency = sellSome()) {
            delete(sockets, directoryToo);
            try (Comeback other = Comeback.to(site.port(), 2, site.coordinator())) {
                assertEquals(0, other.stored());
            }
            agency.send(bets.batch(11, 20));
            agency.awaitAck(20);
            site.workers().get(1).destroyForcibly();
            site.coordinator().awaitLine("action: worker | result: fail");
            try (Comeback other = Comeback.to(site.port(), 2, site.coordinator())) {
                assertEquals(0, other.stored());
            }
        }
        site.stop();
        assertFalse(Files.exists(sockets));
    }

    private static void delete(Path sockets, boolean directoryToo) throws IOException {
        try (Stream<Path> all = Files.list(sockets)) {
            for (Path socket : all.toList()) {
                Files.delete(socket);
            }
        }
        if (directoryToo) {
            Files.delete(sockets);
        }
    }

    /** The orphan is stopped, so that it does not end by itself; the start that waits for it is told to end. */
    @Test
    void shouldLeaveNoOrphanWhenAStartThatWaitsForItIsToldToEnd() throws Exception {
        site.start();
        ProcessHandle orphan = site.workers().get(0);
        JvmProcess.suspend(orphan);
        site.killCoordinator();
        site.launch();
        // From then on a signal is heard.
        site.coordinator().awaitLine("action: config");
        site.stop();
        orphan.onExit().get(JvmProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
