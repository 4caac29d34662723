package loteria.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the machine's own tools need for the like of our work; seconds of wall time, files in the page cache. */
final class Tools {
    private Tools() {}

    /** Counts the winning lines, as a draw does. */
    static double grep(Path bets, long winners) throws IOException, InterruptedException, BenchException {
        ProcessBuilder grep = new ProcessBuilder("grep", "-c", "," + Dataset.WINNING_NUMBER + "$", bets.toString());
        grep.environment().put("LC_ALL", "C");
        long begin = System.nanoTime();
        Process process = grep.start();
        String count = new String(process.getInputStream().readAllBytes()).strip();
        Home.await(process, "grep");
        double seconds = DrawRun.seconds(System.nanoTime() - begin);
        if (!count.equals(Long.toString(winners))) {
            throw new BenchException("grep counts '" + count + "' winning lines, expected " + winners);
        }
        return seconds;
    }

    /** Copies the agencies' files into one, without a force. */
    static double cat(Dataset bets, Path work) throws IOException, InterruptedException, BenchException {
        List<String> command = new ArrayList<>(List.of("cat"));
        for (int agency = 1; agency <= bets.agencies(); agency++) {
            command.add(bets.file(agency).toString());
        }
        File copy = work.resolve("cat.csv").toFile();
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectOutput(copy).start();
        int code = Home.await(process, "cat");
        double seconds = DrawRun.seconds(System.nanoTime() - begin);
        Files.delete(copy.toPath());
        if (code != 0) {
            throw new BenchException("cat ended with " + code);
        }
        return seconds;
    }
}
