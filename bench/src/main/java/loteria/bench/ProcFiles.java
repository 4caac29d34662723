package loteria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel says of processes, under {@code /proc}. CPU time comes in ticks of 10 ms, rounded down, whatever the
 * kernel's own clock: one value may be 10 ms short, the median of several less.
 *
 * <p>Stateless; safe for all threads.
 */
final class ProcFiles {
    /** What {@code /proc} counts CPU time in, on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double KIB_PER_MIB = 1024;

    /** Of the fields after the command's name in {@code /proc/PID/stat}: user and system time, own and children's. */
    private static final int UTIME = 11;

    private static final int STIME = 12;
    private static final int CUTIME = 13;
    private static final int CSTIME = 14;

    private ProcFiles() {}

    /**
     * The CPU seconds, user and system, that all children have taken which this process has started and which have
     * ended: what {@code wait4} said of them, with their own children that they waited for. The launchers' shells are
     * part of it: they become the JVM.
     */
    static double cpuOfEndedChildren() throws IOException {
        return seconds(Files.readString(Path.of("/proc/self/stat")), CUTIME, CSTIME);
    }

    /** The CPU seconds, user and system, that a running process and its ended children have taken so far. */
    static double cpu(long pid) throws IOException {
        return seconds(Files.readString(file(pid, "stat")), UTIME, STIME, CUTIME, CSTIME);
    }

    /**
     * A process's share of the machine's memory in MiB: its own pages whole, shared ones divided by those that share
     * them. It takes the kernel about a millisecond.
     *
     * @throws IOException also if the process has ended
     */
    static double pss(long pid) throws IOException {
        return mib(Files.readString(file(pid, "smaps_rollup")));
    }

    /** The words of a process's command line. */
    static String[] commandLine(long pid) throws IOException {
        return Files.readString(file(pid, "cmdline")).split("\0");
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    static double seconds(String stat, int... fields) {
        // The name, in parentheses, may hold anything.
        String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field : fields) {
            ticks += Long.parseLong(values[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    static double mib(String rollup) {
        for (String line : rollup.split("\n")) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB;
            }
        }
        throw new IllegalArgumentException("expected a line 'Pss:', found none");
    }
}
