package loteria.coordinator.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import loteria.process.PrivateFiles;
import loteria.process.Reason;

/**
 * Where the Unix-domain sockets lie: a directory for this user alone. It is {@code sockets} in the data directory, or,
 * where that path is too long for a socket or its file system has none, one of a random name among the temporary files,
 * which {@code sockets.path} in the data directory remembers. So a start finds and clears what a killed coordinator
 * left, nobody can guess the name, and no link is followed. Nothing is deleted but sockets, and directories that are
 * empty then.
 *
 * <p>The caller holds the data directory's lock. All threads may resolve, one at a time does the rest.
 */
public final class SocketDirectory implements Closeable {
    /** Of a socket's path on Linux there are 108 bytes, of which the JDK leaves some unused. */
    private static final int MOST_PATH_BYTES = 104;

    /** Of a socket's name in here. */
    private static final int MOST_NAME_BYTES = 32;

    private static final String SUFFIX = ".sock";

    private static final String INSIDE = "sockets";

    private static final String MEMORY = "sockets.path";

    private final Path inside;
    private final Path memory;

    /** Names the data directory, so that a copy of it does not clear the sockets of the original. */
    private final String prefix;

    private volatile Path path;
    private Object identity;
    private boolean abandoned;
    private Set<Path> seen = Set.of();

    private SocketDirectory(Path dataDir) throws IOException {
        inside = dataDir.resolve(INSIDE);
        memory = dataDir.resolve(MEMORY);
        StringBuilder name = new StringBuilder("loteria");
        String key = identity(dataDir).toString();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            name.append(Character.isLetterOrDigit(c) ? c : '-');
        }
        prefix = name.toString();
    }

    /** Clears what a killed coordinator left, and makes the directory. */
    public static SocketDirectory create(Path dataDir) throws IOException {
        SocketDirectory sockets = new SocketDirectory(dataDir);
        sockets.renew();
        return sockets;
    }

    /** The path of a socket; {@code name} has at most 27 bytes and no suffix. */
    public Path resolve(String name) {
        return path.resolve(name + SUFFIX);
    }

    /**
     * The name of the socket that a central takes its children's connections at, and an operator's command's. Another
     * in each generation: a child of an earlier coordinator that comes up late must not find it, or it would be taken
     * for the child of the same number.
     */
    public static String control(long generation) {
        return "control-" + generation;
    }

    /** Where a socket of the central is that runs on a data directory, seen from another process. */
    public static Path locate(Path dataDir, String name) throws IOException {
        Path memory = dataDir.resolve(MEMORY);
        Path directory = Files.isRegularFile(memory, NOFOLLOW_LINKS)
                ? Path.of(Files.readString(memory))
                : dataDir.resolve(INSIDE);
        return directory.resolve(name + SUFFIX);
    }

    /**
     * Whether the directory is still the one that was made, and all sockets are there that were at the look before. A
     * worker that ends in order deletes its own: then it is not whole either, and renewing it does no harm.
     */
    public boolean isWhole() {
        Set<Path> now = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
            for (Path socket : all) {
                now.add(socket);
            }
            boolean whole = identity(path).equals(identity) && now.containsAll(seen);
            seen = now;
            return whole;
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            // Gone, or not to be reached: as good as gone.
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            // No descriptor to look with, most likely: nothing is known to be gone, and the next look comes soon.
            return true;
        }
    }

    /** Makes the directory anew, without the sockets that were there: whoever listens has to do so again. */
    public void renew() throws IOException {
        clear();
        try {
            make(inside);
        } catch (IOException e) {
            clear();
            makeOutside();
        }
    }

    /** First remembered, then made: however this process dies, nothing is left that nobody knows. */
    private void makeOutside() throws IOException {
        Path outside = Path.of(System.getProperty("java.io.tmpdir"), prefix + "-" + UUID.randomUUID());
        remember(outside);
        try {
            make(outside);
        } catch (IOException e) {
            clear();
            throw e;
        }
    }

    private void remember(Path directory) throws IOException {
        try (FileChannel file = PrivateFiles.open(memory, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(directory.toString().getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    /** Makes a directory, and tries whether sockets can lie in it. */
    private void make(Path directory) throws IOException {
        int bytes = directory.toString().getBytes(UTF_8).length;
        if (bytes + 1 + MOST_NAME_BYTES > MOST_PATH_BYTES) {
            throw new IOException(directory + ": a path of " + bytes + " bytes, expected at most "
                    + (MOST_PATH_BYTES - MOST_NAME_BYTES - 1) + " for a directory of sockets");
        }
        PrivateFiles.createDirectory(directory);
        path = directory;
        identity = identity(directory);
        seen = Set.of();
        UnixDomainSocketAddress probe = UnixDomainSocketAddress.of(resolve("probe"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(probe);
            SocketChannel.open(probe).close();
        } catch (IOException e) {
            throw new IOException(Reason.of(directory, e), e);
        }
        Files.delete(probe.getPath());
    }

    /** Deletes both places, as far as they are this program's own. */
    private void clear() throws IOException {
        delete(inside);
        if (!Files.isRegularFile(memory, NOFOLLOW_LINKS)) {
            return;
        }
        Path remembered = remembered();
        // Whoever wrote the name down is whose directory it is.
        if (Files.isDirectory(remembered, NOFOLLOW_LINKS)
                && Files.getOwner(remembered, NOFOLLOW_LINKS).equals(Files.getOwner(memory, NOFOLLOW_LINKS))) {
            delete(remembered);
        }
        Files.delete(memory);
    }

    /** What was written down, if it is the name of a place of this data directory; else the one inside. */
    private Path remembered() throws IOException {
        byte[] bytes = Files.readAllBytes(memory);
        try {
            Path path = Path.of(new String(bytes, UTF_8));
            Path name = path.getFileName();
            return name != null && name.toString().startsWith(prefix + "-") ? path : inside;
        } catch (InvalidPathException e) {
            // Somebody has written over it.
            return inside;
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path file : all) {
                if (isSocket(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // Somebody keeps something else there; it is theirs.
        }
    }

    private static boolean isSocket(Path file) throws IOException {
        try {
            return file.toString().endsWith(SUFFIX) && attributes(file).isOther();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Object identity(Path file) throws IOException {
        return attributes(file).fileKey();
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    }

    /** Leaves everything as it is: another coordinator has the data directory, and what lies there is its own. */
    public void abandon() {
        abandoned = true;
    }

    @Override
    public void close() throws IOException {
        if (!abandoned) {
            clear();
        }
    }
}
