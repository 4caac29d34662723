package loteria.coordinator.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketDirectoryTest {
    @TempDir
    private Path folder;

    private Path data;

    /** Too long for a socket's path. */
    private Path deepData;

    @BeforeEach
    void makeDataDirectories() throws IOException {
        data = Files.createDirectory(folder.resolve("data")).toRealPath();
        deepData = Files.createDirectory(folder.resolve("d".repeat(90))).toRealPath();
    }

    /** As a killed listener leaves it. */
    private static void leaveSocket(Path path) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
        }
    }

    private static Path remembered(Path dataDir) throws IOException {
        return Path.of(Files.readString(dataDir.resolve("sockets.path")));
    }

    private static List<String> names(Path dir) throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void shouldLieInTheDataDirectoryForItsUserAlone() throws Exception {
        try (SocketDirectory sockets = SocketDirectory.create(data)) {
            assertEquals(data.resolve("sockets").resolve("control.sock"), sockets.resolve("control"));
            assertEquals("rwx------", permissions(data.resolve("sockets")));
            assertEquals(List.of("sockets"), names(data));
            leaveSocket(sockets.resolve("control"));
        }
        assertEquals(List.of(), names(data));
    }

    @Test
    void shouldLieInAPrivateDirectoryOfARandomNameWhereThePathIsTooLong() throws Exception {
        Path first;
        try (SocketDirectory sockets = SocketDirectory.create(deepData)) {
            first = sockets.resolve("control").getParent();
            assertEquals(first, remembered(deepData));
            assertEquals("rwx------", permissions(first));
            leaveSocket(sockets.resolve("control"));
        }
        assertFalse(Files.exists(first));
        assertEquals(List.of(), names(deepData));
        try (SocketDirectory sockets = SocketDirectory.create(deepData)) {
            assertFalse(first.equals(sockets.resolve("control").getParent()), "the same name again: " + first);
        }
    }

    @Test
    void shouldClearWhatAKilledCoordinatorLeft() throws Exception {
        for (Path dir : List.of(data, deepData)) {
            SocketDirectory killed = SocketDirectory.create(dir);
            Path socket = killed.resolve("worker-1");
            leaveSocket(socket);
            SocketDirectory.create(dir).close();
            assertFalse(Files.exists(socket.getParent()), socket::toString);
            assertEquals(List.of(), names(dir));
        }
    }

    /** A link or a folder of somebody's where the sockets would lie: they lie elsewhere, and it is left as it is. */
    @Test
    void shouldTouchNothingOfOthers() throws Exception {
        Path victim = Files.createDirectory(folder.resolve("victim"));
        Files.writeString(victim.resolve("thesis.sock"), "dear");
        leaveSocket(victim.resolve("theirs.sock"));
        Files.createSymbolicLink(data.resolve("sockets"), victim);
        try (SocketDirectory sockets = SocketDirectory.create(data)) {
            assertEquals(remembered(data), sockets.resolve("control").getParent());
        }
        assertEquals(List.of("theirs.sock", "thesis.sock"), names(victim));
        assertEquals(List.of("sockets"), names(data));

        Files.delete(data.resolve("sockets"));
        Files.createDirectory(data.resolve("sockets"));
        Files.writeString(data.resolve("sockets").resolve("notes.txt"), "dear");
        SocketDirectory.create(data).close();
        assertEquals(List.of("notes.txt"), names(data.resolve("sockets")));
    }

    /** The name in the private place is remembered, and somebody has put a link there since. */
    @Test
    void shouldNotFollowALinkInTheRememberedPlace() throws Exception {
        Path victim = Files.createDirectory(folder.resolve("victim"));
        leaveSocket(victim.resolve("theirs.sock"));
        SocketDirectory.create(deepData);
        Path place = remembered(deepData);
        Files.delete(place);
        Files.createSymbolicLink(place, victim);
        try {
            SocketDirectory.create(deepData).close();
            assertEquals(List.of("theirs.sock"), names(victim));
            assertTrue(Files.isSymbolicLink(place));
        } finally {
            Files.delete(place);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "\0\0", "somewhere", "/dev/null"})
    void shouldForgetARememberedPlaceThatIsNone(String written) throws Exception {
        Files.writeString(data.resolve("sockets.path"), written);
        SocketDirectory.create(data).close();
        assertEquals(List.of(), names(data));
    }

    /** {@code cp -a} beside a running central, which is then started. */
    @Test
    void shouldNotClearTheSocketsOfTheDataDirectoryItIsACopyOf() throws Exception {
        try (SocketDirectory original = SocketDirectory.create(deepData)) {
            Path copy = Files.createDirectory(folder.resolve("copy")).toRealPath();
            Files.copy(deepData.resolve("sockets.path"), copy.resolve("sockets.path"));
            SocketDirectory.create(copy).close();
            assertTrue(original.isWhole());
            assertEquals(List.of(), names(copy));
        }
    }

    @Test
    void shouldNoticeWhatIsCleanedAwayAndRenewIt() throws Exception {
        for (Path dir : List.of(data, deepData)) {
            try (SocketDirectory sockets = SocketDirectory.create(dir)) {
                Path socket = sockets.resolve("control");
                leaveSocket(socket);
                assertTrue(sockets.isWhole());
                leaveSocket(sockets.resolve("worker-1"));
                assertTrue(sockets.isWhole(), "there may be more");
                Files.delete(socket);
                assertFalse(sockets.isWhole(), "a socket is gone");
                sockets.renew();
                assertTrue(sockets.isWhole());
                leaveSocket(sockets.resolve("control"));
                assertTrue(sockets.isWhole());
                Files.delete(sockets.resolve("control"));
                Files.delete(sockets.resolve("control").getParent());
                assertFalse(sockets.isWhole(), "the directory is gone");
                sockets.renew();
                leaveSocket(sockets.resolve("control"));
                assertTrue(sockets.isWhole());
            }
            assertEquals(List.of(), names(dir));
        }
    }
}
