package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** README.md and LEEME.md say the same: whoever reads the other language is told to type the same. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)|src(?:set)?=\"([^\"]+)\"");
    private static final Pattern COMMENT = Pattern.compile("\\s+# .*");

    /** What a heading stands over: its level, its lines of code without their comments, what is code in its text. */
    private record Section(int level, List<String> blocks, List<String> codes, List<String> links) {
        Section(int level) {
            this(level, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        // The order of words differs from language to language.
        void read(String line) {
            CODE.matcher(line).results().forEach(match -> codes.add(match.group(1)));
            LINK.matcher(CODE.matcher(line).replaceAll(""))
                    .results()
                    .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                    .filter(target -> !target.equals("README.md") && !target.equals("LEEME.md"))
                    .forEach(links::add);
            codes.sort(null);
            links.sort(null);
        }
    }

    @Test
    void shouldSayTheSameInBothLanguages() throws IOException {
        List<Section> english = sections("README.md");
        List<Section> spanish = sections("LEEME.md");

        assertEquals(levels(english), levels(spanish), "headings");
        for (int i = 0; i < english.size(); i++) {
            assertEquals(english.get(i), spanish.get(i), "section " + i + " of LEEME.md");
        }
    }

    @Test
    void shouldLinkEachToTheOtherAtTheTop() throws IOException {
        assertTrue(top("README.md").contains("(LEEME.md)"));
        assertTrue(top("LEEME.md").contains("(README.md)"));
    }

    private static List<Section> sections(String name) throws IOException {
        List<Section> sections = new ArrayList<>(List.of(new Section(0)));
        boolean inBlock = false;
        for (String line : Files.readAllLines(ROOT.resolve(name))) {
            Section last = sections.get(sections.size() - 1);
            if (line.startsWith("```")) {
                inBlock = !inBlock;
                last.blocks().add(line);
            } else if (inBlock) {
                last.blocks().add(COMMENT.matcher(line).replaceAll("").strip());
            } else if (line.startsWith("#")) {
                sections.add(new Section(line.indexOf(' ')));
            } else {
                last.read(line);
            }
        }
        return sections;
    }

    private static List<Integer> levels(List<Section> sections) {
        return sections.stream().map(Section::level).toList();
    }

    private static String top(String name) throws IOException {
        return Files.readAllLines(ROOT.resolve(name)).stream().limit(5).collect(Collectors.joining("\n"));
    }
}
