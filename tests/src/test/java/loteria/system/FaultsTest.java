package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that docs/faults.md names are there. */
class FaultsTest {
    /** A class, a method of it, or a method of the class before; an ellipsis stands for some of its name. */
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)?(?:\\.([\\w\u2026]+))?`");

    private static Map<String, String> testClasses() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("ipc", "worker", "kafka-store", "viewer", "coordinator", "agency", "tests")) {
            try (Stream<Path> files = Files.walk(JvmProcess.ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }

    @Test
    void shouldNameOnlyTestsThatAreThere() throws IOException {
        Map<String, String> classes = testClasses();
        List<String> named = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String row : Files.readAllLines(JvmProcess.ROOT.resolve("docs/faults.md"))) {
            String type = "";
            Matcher test = TEST.matcher(row.startsWith("|") ? row : "");
            while (test.find()) {
                type = test.group(1) == null ? type : test.group(1);
                named.add(test.group());
                if (!isThere(classes.getOrDefault(type, ""), test.group(2))) {
                    missing.add(type + " " + test.group());
                }
            }
        }
        assertEquals(List.of(), missing);
        assertFalse(named.isEmpty());
    }

    private static boolean isThere(String source, String method) {
        if (method == null) {
            return !source.isEmpty();
        }
        String name = method.replace("\u2026", "\\w*");
        return Pattern.compile("void " + name + "\\(").matcher(source).find();
    }
}
