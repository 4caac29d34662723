package loteria.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Where and on what a run was made. Stateless; safe for all threads. */
final class Machine {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private Machine() {}

    /** A table of the machine. The load is read by the caller, before and after. */
    static String table(Home home, BareJvms jvms, String loadBefore, String loadAfter)
            throws IOException, InterruptedException {
        Table table = new Table("", "of this run");
        table.row("date", ZonedDateTime.now(ZoneOffset.UTC).format(DATE));
        table.row("commit", commit(home.root()));
        table.row("processor", field("/proc/cpuinfo", "model name"));
        table.row("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        table.row("memory", field("/proc/meminfo", "MemTotal"));
        table.row("file system", fileSystem(home.work()));
        table.row("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        table.row("JDK", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        table.row("flags of bare JVMs", "`" + jvms.plainFlags() + "`");
        table.row("flags of the launchers", "`" + jvms.tunedFlags() + "`");
        table.row("load before, 1, 5 and 15 minutes", loadBefore);
        table.row("load after", loadAfter);
        return table.toString();
    }

    /** Processes that ran or wanted to, on average over 1, 5 and 15 minutes. */
    static String load() throws IOException {
        String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ");
        return String.join(" ", List.of(words).subList(0, 3));
    }

    private static String field(String file, String name) throws IOException {
        for (String line : Files.readAllLines(Path.of(file))) {
            if (line.startsWith(name)) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return "unknown";
    }

    /** The JVM finds it by the mount points, of which a chroot may have none. */
    static String fileSystem(Path folder) {
        try {
            return Files.getFileStore(folder).type();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String commit(Path root) throws IOException, InterruptedException {
        String hash = git(root, "rev-parse", "--short", "HEAD");
        if (hash.isEmpty()) {
            return "unknown";
        }
        // The documents of the run before this one are about to be written again.
        boolean changed = !git(root, "status", "--porcelain", "--", ":!docs").isEmpty();
        return changed ? hash + ", changed since" : hash;
    }

    private static String git(Path root, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("git").directory(root.toFile());
        builder.command().addAll(List.of(arguments));
        try {
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? text : "";
        } catch (IOException noGit) {
            return "";
        }
    }
}
