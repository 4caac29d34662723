package loteria.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    @TempDir
    Path root;

    private Limits limits;

    @BeforeEach
    void makeARoomyMachine() throws IOException {
        write("proc/self/limits", """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             96365                unlimited            processes
                Max open files            1024                 20000                files
                """);
        write("proc/self/cgroup", "8:pids:/inner/group\n0::/inner\n");
        write("proc/sys/kernel/threads-max", "192731\n");
        limits = new Limits(root.resolve("proc"), root.resolve("cgroup"));
    }

    @Test
    void shouldFindNothingWhereAllFits() {
        assertEquals(List.of(), limits.shortages(1_000, 16));
    }

    @Test
    void shouldTellOfTooFewDescriptors() throws IOException {
        write("proc/self/limits", "Max open files            512                 1024                files\n");
        assertEquals(
                List.of("descriptors (ulimit -n): about 2100 needed, 1024 to be had"), limits.shortages(1_000, 16));
        assertEquals(List.of(), limits.shortages(400, 16));
    }

    @Test
    void shouldTellOfTooFewThreadsOfTheControlGroup() throws IOException {
        write("cgroup/inner/pids.max", "2048\n");
        assertEquals(
                List.of("threads (pids of the control group): about 3450 needed, 2048 to be had"),
                limits.shortages(1_000, 16));
    }

    @Test
    void shouldTellOfTooFewThreadsOfAGroupAbove() throws IOException {
        write("cgroup/pids/inner/group/pids.max", "max\n");
        write("cgroup/pids/inner/pids.max", "100\n");
        assertEquals(
                List.of("threads (pids of the control group): about 190 needed, 100 to be had"),
                limits.shortages(5, 5));
    }

    @Test
    void shouldFindNothingWhereNothingCanBeRead() {
        assertEquals(List.of(), new Limits(root.resolve("none"), root.resolve("none")).shortages(1_000, 64));
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
