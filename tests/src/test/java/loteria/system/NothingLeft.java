package loteria.system;

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
 * Asserts after every test that went well that nothing of the coordinators in its folders is left. What a killed one
 * leaves is its successor's to clear, so a test that kills the last one is not at its end yet. After one that failed,
 * it clears the sockets, which lie in no folder of the test's.
 */
public final class NothingLeft implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        boolean failed = context.getExecutionException().isPresent();
        Object test = context.getRequiredTestInstance();
        for (Path folder : AnnotationSupport.findAnnotatedFieldValues(test, TempDir.class, Path.class)) {
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
