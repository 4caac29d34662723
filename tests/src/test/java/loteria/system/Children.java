package loteria.system;

import java.util.Comparator;
import java.util.List;

/** The child processes of a coordinator, by what they are; the oldest first. Stateless; safe for all threads. */
final class Children {
    private Children() {}

    static List<ProcessHandle> workers(JvmProcess coordinator) {
        return named(coordinator, "worker.jar");
    }

    static List<ProcessHandle> pages(JvmProcess coordinator) {
        return named(coordinator, "viewer.jar");
    }

    private static List<ProcessHandle> named(JvmProcess coordinator, String jar) {
        return coordinator.children().stream()
                // Not the moment before, in which it still is a copy of the coordinator.
                .filter(child -> child.info().commandLine().orElse("").contains(jar))
                .sorted(Comparator.comparingLong(ProcessHandle::pid))
                .toList();
    }
}
