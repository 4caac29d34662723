package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM's flags stand in the launchers, the images and the coordinator, each of which is read and used alone. */
class JvmFlagsTest {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    @TempDir
    private Path folder;

    private static Set<String> flags(long pid) throws IOException {
        return flags(Stream.of(
                Files.readString(Path.of("/proc/" + pid + "/cmdline"), UTF_8).split("\0")));
    }

    private static Set<String> flagsOfImage(String folder) throws IOException {
        String file = Files.readString(JvmProcess.ROOT.resolve(folder).resolve("Dockerfile"));
        return flags(QUOTED.matcher(file.substring(file.indexOf("ENTRYPOINT")))
                .results()
                .map(quoted -> quoted.group(1)));
    }

    /** The archive alone differs with every program and place. */
    private static Set<String> flags(Stream<String> words) {
        return words.filter(word -> word.startsWith("-X") && !word.startsWith("-XX:SharedArchiveFile="))
                .collect(Collectors.toSet());
    }

    @Test
    void shouldBeTheSameForLaunchersImagesAndWorkers() throws Exception {
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1);
                JvmProcess agency = central.pausingAgency()) {
            Set<String> launched = flags(central.coordinator().pid());
            assertEquals(launched, flagsOfImage("server"));
            assertEquals(flags(agency.pid()), flagsOfImage("client"));
            launched.remove("-XX:MaxDirectMemorySize=160m");
            assertEquals(launched, flags(central.coordinator().children().get(0).pid()));
            agency.signal("TERM");
            assertEquals(0, agency.awaitExit(), agency::transcript);
        }
    }
}
