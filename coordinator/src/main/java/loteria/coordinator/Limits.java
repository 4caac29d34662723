package loteria.coordinator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Whether the machine lets a central of this size run: descriptors and threads that its agencies need when all are
 * connected, beside what this process may have. What cannot be read limits nothing.
 */
final class Limits {
    /** So many threads there are anywhere, and it is not looked. */
    private static final int FEW_THREADS = 750;

    /** A connection from the agency and one to its worker. */
    private static final int DESCRIPTORS_PER_AGENCY = 2;

    private static final int OTHER_DESCRIPTORS = 100;

    /** Two in the coordinator, one in the worker. */
    private static final int THREADS_PER_AGENCY = 3;

    /** Of a JVM without agencies, and what the coordinator has for it. */
    private static final int THREADS_PER_WORKER = 25;

    private static final int OTHER_THREADS = 50;

    private final Path proc;
    private final Path cgroups;

    Limits() {
        this(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /** @param proc and cgroups as they are mounted */
    Limits(Path proc, Path cgroups) {
        this.proc = proc;
        this.cgroups = cgroups;
    }

    /** Whether it is worth a look: the course's five agencies fit anywhere. */
    static boolean areNear(int agencies, int workers) {
        return threads(agencies, workers) > FEW_THREADS;
    }

    private static int threads(int agencies, int workers) {
        return OTHER_THREADS + THREADS_PER_AGENCY * agencies + THREADS_PER_WORKER * workers;
    }

    /** What will not do for so many agencies, in words; empty if all does. */
    List<String> shortages(int agencies, int workers) {
        List<String> shortages = new ArrayList<>();
        int descriptors = OTHER_DESCRIPTORS + DESCRIPTORS_PER_AGENCY * agencies;
        int threads = threads(agencies, workers);
        compare(shortages, "descriptors (ulimit -n)", descriptors, hardLimit("Max open files"));
        compare(shortages, "threads (ulimit -u)", threads, hardLimit("Max processes"));
        compare(shortages, "threads (pids of the control group)", threads, mostPids());
        compare(shortages, "threads (kernel.threads-max)", threads, number(proc.resolve("sys/kernel/threads-max")));
        return shortages;
    }

    private static void compare(List<String> shortages, String what, int needed, long most) {
        if (most < needed) {
            shortages.add(what + ": about " + needed + " needed, " + most + " to be had");
        }
    }

    /** A JVM raises its soft limit of descriptors to the hard one by itself. */
    private long hardLimit(String name) {
        for (String line : lines(proc.resolve("self/limits"))) {
            if (line.startsWith(name)) {
                StringTokenizer fields = new StringTokenizer(line.substring(name.length()));
                if (fields.countTokens() < 2) {
                    return Long.MAX_VALUE;
                }
                fields.nextToken();
                return number(fields.nextToken());
            }
        }
        return Long.MAX_VALUE;
    }

    /** The lowest of the control group's own and those above it, of either version of control groups. */
    private long mostPids() {
        long most = Long.MAX_VALUE;
        for (String line : lines(proc.resolve("self/cgroup"))) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && (fields[1].isEmpty() || fields[1].equals("pids"))) {
                Path root = fields[1].isEmpty() ? cgroups : cgroups.resolve("pids");
                Path group = root.resolve(fields[2].substring(1)).normalize();
                while (group != null && group.startsWith(root)) {
                    most = Math.min(most, number(group.resolve("pids.max")));
                    group = group.getParent();
                }
            }
        }
        return most;
    }

    private static long number(Path file) {
        List<String> lines = lines(file);
        return lines.isEmpty() ? Long.MAX_VALUE : number(lines.get(0));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            // "max", "unlimited".
            return Long.MAX_VALUE;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
