package loteria.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import loteria.store.file.MemoryDir;
import loteria.store.file.SampleBets;
import loteria.store.file.SampleStore;
import loteria.store.file.SampleStore.Stage;
import loteria.store.file.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an audit finds good can be started on and drawn, and nothing else. */
@Timeout(120)
class RandomEditsTest {
    private static final int EDITS = Integer.getInteger("loteria.edits", 100);
    private static final List<String> FILES =
            List.of("bets.csv", "finished.csv", "winners.csv", "lottery.properties", "draw.board");

    @TempDir(factory = MemoryDir.class)
    private Path root;

    @Test
    void shouldAgreeWithStartAndDrawAboutWhatIsGood() throws Exception {
        Random random = Seed.of("edits").random();
        for (Stage stage : Stage.values()) {
            SampleStore.make(Files.createDirectory(root.resolve(stage.name())), stage);
        }
        int good = 0;
        for (int i = 0; i < EDITS; i++) {
            Path dir = Files.createDirectory(root.resolve("edit-" + i));
            String what = edit(dir, Stage.values()[random.nextInt(Stage.values().length)], random);
            Report report = audit(dir);
            String refusal = goOn(dir);
            String said = "edit " + i + ", " + what + ": " + report.findings() + ", start and draw: " + refusal;
            assertEquals(report.isGood(), refusal == null, said);
            if (report.isGood()) {
                good++;
                assertEquals(List.of(), audit(dir).findings(), said);
            }
        }
        assertTrue(good > 0 && good < EDITS, good + " of " + EDITS + " are good");
    }

    /** Copies a store and edits one of its files; returns what was done. */
    private String edit(Path dir, Stage stage, Random random) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(stage.name()))) {
            for (Path file : files) {
                Files.copy(file, dir.resolve(file.getFileName()));
            }
        }
        String name = FILES.get(random.nextInt(FILES.size()));
        if (!Files.exists(dir.resolve(name))) {
            name = FILES.get(0);
        }
        Edit edit = Edit.values()[random.nextInt(Edit.values().length)];
        byte[] before = Files.readAllBytes(dir.resolve(name));
        byte[] after = edit.of(before, random);
        Files.write(dir.resolve(name), after);
        return stage + ", " + edit + " in " + name + ", first at byte " + Arrays.mismatch(before, after);
    }

    private static Report audit(Path dir) throws IOException {
        return new Audit(dir, SampleBets.WINNING_NUMBER).run();
    }

    /** Starts, lets all agencies come again, draws; returns why not, or null. */
    private static String goOn(Path dir) {
        try {
            SampleStore.goOn(dir);
            return null;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
