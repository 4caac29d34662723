package loteria.config;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;

/** A program's flags. Every program also knows {@code --config}, {@code --help} and {@code --version}. */
public final class CommandLine {
    private CommandLine() {}

    /**
     * Reads the flags.
     *
     * @return values by the flags' names; {@code help} and {@code version} are there when asked for
     * @throws ConfigException if a flag is unknown or lacks its value, or something is no flag
     */
    public static Map<String, String> parse(String[] args, Setting... settings) throws ConfigException {
        if (args.length == 0) {
            return Map.of();
        }
        org.apache.commons.cli.CommandLine line;
        try {
            // No partial names: a new flag must not change what an old script means. Quotes were the shell's to take.
            line = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false)
                    .get()
                    .parse(options(settings), args);
        } catch (ParseException e) {
            throw new ConfigException(e.getMessage() + " (--help lists the flags)");
        }
        if (!line.getArgList().isEmpty()) {
            throw new ConfigException(
                    "expected flags, found '" + line.getArgList().get(0) + "' (--help lists them)");
        }
        Map<String, String> values = new HashMap<>();
        for (Option option : line.getOptions()) {
            values.put(option.getLongOpt(), option.hasArg() ? option.getValue() : "");
        }
        return values;
    }

    /**
     * Answers {@code --help} and {@code --version} on standard output.
     *
     * @return whether one of them was asked for
     */
    public static boolean answered(Map<String, String> flags, Class<?> main, String usage, Setting... settings) {
        if (flags.containsKey("version")) {
            System.out.println(usage.split(" ")[0] + " " + main.getPackage().getImplementationVersion());
            return true;
        }
        if (flags.containsKey("help")) {
            try {
                HelpFormatter.builder().setShowSince(false).get().printHelp(usage, "", options(settings), "", false);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return true;
        }
        return false;
    }

    private static Options options(Setting... settings) {
        Options options = new Options();
        for (Setting setting : settings) {
            StringBuilder help = new StringBuilder(setting.help());
            if (setting.fallback() != null) {
                help.append("; default ").append(setting.fallback());
            }
            options.addOption(Option.builder()
                    .longOpt(setting.flag())
                    .hasArg(setting.argument() != null)
                    .argName(setting.argument())
                    .desc(help.toString())
                    .get());
        }
        options.addOption(Option.builder()
                .longOpt("config")
                .hasArg()
                .argName("FILE")
                .desc("configuration file")
                .get());
        options.addOption(Option.builder().longOpt("help").desc("this text").get());
        options.addOption(
                Option.builder().longOpt("version").desc("the version").get());
        return options;
    }
}
