package loteria.viewer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import loteria.process.ProcessIdentity;

/** Whether the central of a board lives, as far as this process can tell. */
enum Life {
    RUNNING,
    ENDED,
    /** Its process is not to be seen, but might be hidden: neither of the others is known. */
    UNSEEN;

    private static final Path OWN = Path.of("/proc/self");

    /** A process of root's in most places: who sees it sees everybody's. */
    private static final Path FIRST = Path.of("/proc/1/stat");

    /**
     * The life of a process.
     *
     * @param file of the process's user
     */
    static Life of(ProcessIdentity process, UUID bootId, Path file) {
        return of(process, bootId, file, FIRST);
    }

    /** @param anybodys what whoever sees the processes of others can read */
    static Life of(ProcessIdentity process, UUID bootId, Path file, Path anybodys) {
        if (process.isAlive(bootId)) {
            return RUNNING;
        }
        boolean thisBoot = process.pid() != 0 && process.bootId().equals(bootId);
        return thisBoot && mayBeHidden(file, anybodys) ? UNSEEN : ENDED;
    }

    /** Whether {@code /proc} hides the processes of others (its option {@code hidepid}), and the file's user is one. */
    private static boolean mayBeHidden(Path file, Path anybodys) {
        try {
            return !Files.isReadable(anybodys) && !Files.getOwner(file).equals(Files.getOwner(OWN));
        } catch (IOException e) {
            // Who does not know says so.
            return true;
        }
    }
}
