package loteria.compose;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** The generator of Compose files: {@code compose-gen FILE CLIENTS [--mode MODE]}. */
public final class ComposeGenMain {
    private static final int DONE = 0;
    private static final int USAGE = 2;

    private static final Options OPTIONS = new Options()
            .addOption(Option.builder()
                    .longOpt(Request.MODE_FLAG)
                    .hasArg()
                    .argName("MODE")
                    .desc("lottery, echo or single-bet; default " + Request.MODE_VARIABLE + ", or else lottery")
                    .get())
            .addOption(Option.builder().longOpt("help").desc("this text").get())
            .addOption(Option.builder().longOpt("version").desc("the version").get());

    private ComposeGenMain() {}

    /** Ends with 0, or with 2 and one line on standard error. */
    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            CommandLine line = parse(args);
            if (!answered(line, out)) {
                generate(Request.read(line, environment));
            }
            return DONE;
        } catch (UsageException e) {
            err.println("compose-gen: " + e.getMessage());
        } catch (IOException e) {
            err.println("compose-gen: standard output: " + reason(e));
        }
        return USAGE;
    }

    private static CommandLine parse(String[] args) throws UsageException {
        try {
            // No partial names: a new flag must not change what an old script means.
            return DefaultParser.builder().setAllowPartialMatching(false).get().parse(OPTIONS, args);
        } catch (UnrecognizedOptionException e) {
            throw isNumber(e.getOption()) ? Request.unexpectedCount(e.getOption()) : wrongFlag(e);
        } catch (ParseException e) {
            throw wrongFlag(e);
        }
    }

    /** A negative count looks like a flag to the library. */
    private static boolean isNumber(String option) {
        return option.matches("-[0-9.]+");
    }

    private static UsageException wrongFlag(ParseException e) {
        return new UsageException(e.getMessage() + " (--help lists the flags)");
    }

    private static boolean answered(CommandLine line, PrintStream out) throws IOException {
        if (line.hasOption("version")) {
            out.println("compose-gen " + ComposeGenMain.class.getPackage().getImplementationVersion());
            return true;
        }
        if (line.hasOption("help")) {
            HelpFormatter.builder()
                    .setHelpAppendable(new TextHelpAppendable(out))
                    .setShowSince(false)
                    .get()
                    .printHelp("compose-gen FILE CLIENTS [--mode MODE]", "", OPTIONS, "", false);
            return true;
        }
        return false;
    }

    private static void generate(Request request) throws UsageException {
        try {
            WholeFile.write(request.file(), ComposeFile.render(request.mode(), request.clients()));
        } catch (IOException e) {
            throw new UsageException(request.file() + ": cannot be written: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }
}
