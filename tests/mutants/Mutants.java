import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Breaks one line of the code at a time, on purpose, in a copy of it, and runs the one test that must see it: {@code
 * java tests/mutants/Mutants.java [PART_OF_A_NAME]}, in the project's folder. {@code mutants.txt} lists what to break.
 */
public class Mutants {
    private static final Path LIST = Path.of("tests/mutants/mutants.txt");

    /** Where the system tests are, which need the programs' jars. */
    private static final String SYSTEM_TESTS = "tests";

    /**
     * @param old occurs in the file once
     * @param module the test's
     * @param test {@code Class#method}
     */
    private record Mutant(String name, Path file, String old, String broken, String module, String test) {}

    public static void main(String[] args) throws IOException, InterruptedException {
        String part = args.length > 0 ? args[0] : "";
        Path copy = Files.createTempDirectory("mutants");
        int missed = 0;
        try {
            copyTo(copy);
            for (Mutant mutant : read()) {
                if (mutant.name().contains(part)) {
                    String outcome = outcome(mutant, copy);
                    missed += outcome.equals("caught") ? 0 : 1;
                    System.out.printf("%-9s %s (%s)%n", outcome, mutant.name(), mutant.test());
                }
            }
        } finally {
            delete(copy);
        }
        System.out.println(missed == 0 ? "all caught" : missed + " not caught");
        System.exit(missed == 0 ? 0 : 1);
    }

    /** The files of the working tree as they are, without what git ignores. */
    private static void copyTo(Path copy) throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "ls-files", "-co", "--exclude-standard").start();
        for (String name : new String(git.getInputStream().readAllBytes()).split("\n")) {
            Path target = copy.resolve(name);
            if (Files.isRegularFile(Path.of(name))) {
                Files.createDirectories(target.getParent());
                Files.copy(Path.of(name), target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        git.waitFor();
    }

    /**
     * Blocks of: {@code # name}, {@code file PATH}, lines with {@code -}, lines with {@code +}, {@code test MODULE
     * NAME}.
     */
    private static List<Mutant> read() throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        String name = null;
        Path file = null;
        List<String> old = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (String line : Files.readAllLines(LIST)) {
            if (line.startsWith("# ")) {
                name = line.substring(2);
                old.clear();
                broken.clear();
            } else if (line.startsWith("file ")) {
                file = Path.of(line.substring(5));
            } else if (line.startsWith("-")) {
                old.add(line.substring(1));
            } else if (line.startsWith("+")) {
                broken.add(line.substring(1));
            } else if (line.startsWith("test ")) {
                String[] words = line.split(" ");
                mutants.add(new Mutant(
                        name, file, String.join("\n", old), String.join("\n", broken), words[1], words[2]));
            }
        }
        return mutants;
    }

    private static String outcome(Mutant mutant, Path copy) throws IOException, InterruptedException {
        Path file = copy.resolve(mutant.file());
        String whole = Files.readString(file);
        int at = whole.indexOf(mutant.old());
        if (at < 0 || whole.indexOf(mutant.old(), at + 1) >= 0) {
            return "NOT FOUND";
        }
        Files.writeString(file, whole.replace(mutant.old(), mutant.broken()));
        try {
            return run(mutant, copy);
        } finally {
            Files.writeString(file, whole);
        }
    }

    private static String run(Mutant mutant, Path copy) throws IOException, InterruptedException {
        boolean system = mutant.module().equals(SYSTEM_TESTS);
        Path output = copy.resolve("mutant.log");
        int exitCode = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-ntp",
                        system ? "verify" : "test",
                        "-pl",
                        mutant.module(),
                        "-am",
                        "-Dtest=" + (system ? "none" : mutant.test()),
                        "-Dit.test=" + mutant.test(),
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dspotless.check.skip",
                        "-Dcheckstyle.skip")
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String log = Files.readString(output);
        if (exitCode == 0) {
            return log.contains("Tests run: ") ? "SURVIVED" : "NO TEST";
        }
        return log.contains("<<< FAILURE!") ? "caught" : "NO BUILD";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Mutants::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
