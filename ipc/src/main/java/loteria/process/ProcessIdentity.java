package loteria.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A process that cannot be taken for another: a pid comes again, a pid with its start time and boot does not.
 *
 * @param startTime in clock ticks since the boot, field 22 of {@code /proc/PID/stat}; where there is no {@code /proc},
 *     milliseconds since 1970
 */
public record ProcessIdentity(long pid, long startTime, UUID bootId) {

    /** The identity of a living process of this boot; empty if it has ended. */
    public static Optional<ProcessIdentity> of(long pid, UUID bootId) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field is the command's name in parentheses, and may hold anything: count from its end.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[0].equals("Z")) {
                // It has ended, and its parent has not looked yet.
                return Optional.empty();
            }
            return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[19]), bootId));
        } catch (IOException e) {
            // It has ended, perhaps while it was read, or there is no /proc.
            return withoutProc(pid, bootId);
        }
    }

    private static Optional<ProcessIdentity> withoutProc(long pid, UUID bootId) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty() || process.get().info().startInstant().isEmpty()) {
            return Optional.empty();
        }
        long startMs = process.get().info().startInstant().get().toEpochMilli();
        return Optional.of(new ProcessIdentity(pid, startMs, bootId));
    }

    /** Whether this very process is still there. */
    public boolean isAlive(UUID currentBootId) {
        return Optional.of(this).equals(of(pid, currentBootId));
    }

    /** Kills this very process, if it is still there; returns whether it was. */
    public boolean kill(UUID currentBootId) {
        if (!isAlive(currentBootId)) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isPresent() && process.get().destroyForcibly();
    }

    /** The text of a line of the register. */
    String toLine() {
        return pid + "," + startTime + "," + bootId + "\n";
    }

    static ProcessIdentity ofLine(String line) {
        String[] fields = line.split(",");
        return new ProcessIdentity(Long.parseLong(fields[0]), Long.parseLong(fields[1]), UUID.fromString(fields[2]));
    }
}
