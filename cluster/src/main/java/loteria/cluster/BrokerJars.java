package loteria.cluster;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a broker's classes are: in this module, and in the jars that its build wrote down. */
final class BrokerJars {
    private BrokerJars() {}

    static String classPath() throws IOException {
        Path own = own();
        Path list = own.resolveSibling("brokers.classpath");
        try {
            return own + File.pathSeparator + Files.readString(list).strip();
        } catch (NoSuchFileException e) {
            throw new IOException(list + " is missing, expected from `mvn generate-resources -pl cluster`", e);
        }
    }

    /** The folder of classes, or the jar: both lie in target. */
    private static Path own() {
        try {
            return Path.of(BrokerJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
