package loteria.viewer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import loteria.process.ExitCode;
import loteria.process.NoThreadException;
import loteria.process.Termination;
import loteria.process.Threads;

/** The program {@code viewer}: shows the central to those who look. The coordinator starts it. */
public final class ViewerMain {
    private static final String USAGE =
            "viewer status DATA_DIR [watch] [json], or viewer page DATA_DIR HOST PORT [NAME...]: "
                    + "started by the coordinator, not by hand";

    private ViewerMain() {}

    /**
     * Ends with an {@link ExitCode}, for a command with the number that means it, at the latest when the coordinator
     * does.
     */
    public static void main(String[] args) throws InterruptedException, NoThreadException {
        Threads.setLastResort((thread, failure) -> Runtime.getRuntime().halt(ExitCode.FAILED));
        Ending ending = new Ending();
        if (isPage(args)) {
            // A signal can reach the whole group, and the page ends with its coordinator.
            Termination.ignore();
        } else {
            Termination.handle(ending);
        }
        int exitCode = ExitCode.FAILED;
        try {
            exitCode = run(args, ending);
        } finally {
            // Out of memory, too: the coordinator starts another.
            Runtime.getRuntime().halt(exitCode);
        }
    }

    private static boolean isPage(String[] args) {
        return args.length >= 4 && args[0].equals("page");
    }

    private static int run(String[] args, Ending ending) throws InterruptedException, NoThreadException {
        if (args.length >= 2 && args[0].equals("status")) {
            List<String> more = Arrays.asList(args).subList(2, args.length);
            endWithCoordinator(ending);
            int exitCode =
                    new StatusCommand(Path.of(args[1]), more.contains("json"), ending).run(more.contains("watch"));
            return ExitCode.meant(exitCode);
        }
        if (isPage(args)) {
            endWithCoordinator(ending);
            HostNames names = new HostNames(Arrays.asList(args).subList(4, args.length));
            return new PageCommand(Path.of(args[1]), args[2], Integer.parseInt(args[3]), names).run(ending);
        }
        return answer(args.length == 1 ? args[0] : "");
    }

    /** Standard input is a pipe from the coordinator: nothing comes through it but its end. */
    private static void endWithCoordinator(Ending ending) throws NoThreadException {
        Threads.start("coordinator", () -> awaitEndOfInput(ending));
    }

    private static void awaitEndOfInput(Ending ending) {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes.
            }
        } catch (IOException ignored) {
            // As good as the end.
        }
        ending.run();
    }

    private static int answer(String asked) {
        if (asked.equals("--version")) {
            System.out.println("viewer " + ViewerMain.class.getPackage().getImplementationVersion());
            return ExitCode.DONE;
        }
        System.out.println(USAGE);
        return asked.equals("--help") ? ExitCode.DONE : ExitCode.USAGE;
    }
}
