package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Asserts after every test that went well that nothing of the coordinators in its folders is left, and no process of
 * whatever kind that was started there. What a killed one leaves is its successor's to clear, so a test that kills the
 * last one is not at its end yet. After any test it ends those processes, however the test's own means have failed, and
 * clears the sockets, which may lie in no folder of the test's.
 */
public final class NothingLeft implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        boolean failed = context.getExecutionException().isPresent();
        Object test = context.getRequiredTestInstance();
        for (Path folder : AnnotationSupport.findAnnotatedFieldValues(test, TempDir.class, Path.class)) {
            List<ProcessHandle> processes = Leftovers.processesIn(folder);
            List<String> commands = processes.stream()
                    .map(process -> process.info().commandLine().orElse("pid " + process.pid()))
                    .toList();
            processes.forEach(ProcessHandle::destroyForcibly);
            if (!failed) {
                assertEquals(List.of(), commands, "processes left");
            }
            for (Path dataDir : dataDirectories(folder)) {
                try {
                    if (!failed) {
                        CentralFixture.assertNothingLeft(dataDir);
                    }
                } finally {
                    Leftovers.deleteSockets(dataDir);
                }
            }
        }
    }

    private static List<Path> dataDirectories(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("coordinator.lock"))
                    .map(Path::getParent)
                    .toList();
        }
    }
}
