package loteria.coordinator.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loteria.config.CommandLine;
import loteria.config.ConfigException;
import loteria.config.Setting;
import loteria.coordinator.child.SiblingProgram;
import loteria.coordinator.config.CoordinatorConfig;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.StartException;
import loteria.log.ActionLog;
import loteria.note.KeyName;
import loteria.process.ExitCode;
import loteria.process.Reason;

/** The commands around a sealed draw: each has a child of the worker's program do the work. */
public final class SealingCommand {
    private static final Setting SOURCE = flag("source", "TEXT", "where the number comes from: Nacional, acta 812");
    private static final Setting SIGNING_KEY = flag("key", "FILE", "the witness's private key");
    private static final Setting PUBLIC_KEY = flag("key", "VKEY", "the central's public key");
    private static final Setting COSIGNER = flag("cosigner", "VKEY", "a witness's public key; may be said again");
    private static final Setting PROOF = flag("proof", "FILE", "a bet's proof, instead of a directory");
    private static final Setting AGENCY = flag("agency", "N", "which agency has sold the bet");
    private static final Setting POSITION = flag("position", "N", "which of its bets it is, from 1");
    private static final Setting NAME =
            flag("draw", "NAME", "what the key is for: a draw, or all whose names begin so");
    private static final Setting WITNESS = flag("cosigner", null, "makes a witness's key");

    private final String verb;
    private final String usage;
    private final Setting[] settings;
    private final List<String> cosigners = new ArrayList<>();
    private Map<String, String> flags;

    private SealingCommand(String verb, String usage, Setting... settings) {
        this.verb = verb;
        this.usage = "coordinator " + usage;
        this.settings = settings;
    }

    private static Setting flag(String name, String argument, String help) {
        return new Setting(name, null, null, null, argument, help);
    }

    /**
     * The command of a name.
     *
     * @return null if there is none
     */
    private static SealingCommand of(String name) {
        return switch (name) {
            case "seal-key" -> new SealingCommand("key", "seal-key new FILE --draw NAME [flags]", NAME, WITNESS);
            case "draw" ->
                new SealingCommand(
                        "extract",
                        "draw --winning-number N --source TEXT [flags]",
                        CoordinatorConfig.DATA_DIR,
                        flag("winning-number", "N", "the number that wins"),
                        SOURCE,
                        CoordinatorConfig.SEAL_KEY,
                        CoordinatorConfig.COSIGNERS);
            case "cosign" ->
                new SealingCommand("cosign", "cosign --key FILE [flags]", CoordinatorConfig.DATA_DIR, SIGNING_KEY);
            case "prove" ->
                new SealingCommand(
                        "prove", "prove --agency N --position N [flags]", CoordinatorConfig.DATA_DIR, AGENCY, POSITION);
            case "verify" ->
                new SealingCommand(
                        "verify", "verify --key VKEY [flags]", CoordinatorConfig.DATA_DIR, PUBLIC_KEY, COSIGNER, PROOF);
            default -> null;
        };
    }

    /** Whether there is a command of this name. */
    public static boolean knows(String name) {
        return of(name) != null;
    }

    /**
     * Runs the command that the first argument names to its end, or to a signal.
     *
     * @return the exit code
     */
    public static int run(String[] args, Ending ending) throws ConfigException, InterruptedException {
        return of(args[0]).runWith(Arrays.copyOfRange(args, 1, args.length), ending);
    }

    private int runWith(String[] args, Ending ending) throws ConfigException, InterruptedException {
        boolean makesKey = verb.equals("key") && args.length > 1 && args[0].equals("new") && !args[1].startsWith("-");
        flags = CommandLine.parse(
                makesKey ? Arrays.copyOfRange(args, 2, args.length) : withoutCosigners(args), settings);
        if (CommandLine.answered(flags, SealingCommand.class, usage, settings)) {
            return ExitCode.DONE;
        }
        if (verb.equals("key") && !makesKey) {
            throw new ConfigException("expected " + usage);
        }
        requireCosignersHeard();
        CoordinatorConfig config = CoordinatorConfig.read(ofTheCentral(), System.getenv());
        List<String> command = makesKey ? keyCommand(args[1]) : command(config);
        command.add(0, "sealing");
        try {
            Process child = new SiblingProgram("worker", SiblingProgram.HEAP_MB, config.childOptions())
                    .start(SiblingProgram.LONG_LIVED, command.toArray(new String[0]));
            return new Foreground(verb, child).awaitDone(ending);
        } catch (StartException | IOException e) {
            ActionLog.fail(verb, "error", Reason.of(e));
            return ExitCode.FAILED;
        }
    }

    /** Takes every {@code --cosigner VKEY} of a verification out: there may be several. */
    private String[] withoutCosigners(String[] args) {
        List<String> others = new ArrayList<>();
        for (int at = 0; at < args.length; at++) {
            if (verb.equals("verify") && args[at].equals("--cosigner") && at + 1 < args.length) {
                at++;
                cosigners.add(args[at]);
            } else {
                others.add(args[at]);
            }
        }
        return others.toArray(new String[0]);
    }

    /** A witness that nobody asks for must not look like one that has signed. */
    private void requireCosignersHeard() throws ConfigException {
        if (!verb.equals("verify")) {
            return;
        }
        if (flags.containsKey(COSIGNER.flag())) {
            throw new ConfigException("--cosigner VKEY: expected two words, found one");
        }
        if (!cosigners.isEmpty() && flags.containsKey(PROOF.flag())) {
            throw new ConfigException(
                    "--cosigner: expected none with --proof, which holds the central's signature alone");
        }
    }

    /** The flags that mean the same to a central. */
    private Map<String, String> ofTheCentral() {
        Map<String, String> some = new HashMap<>();
        for (String name : new String[] {"config", "data-dir"}) {
            if (flags.containsKey(name)) {
                some.put(name, flags.get(name));
            }
        }
        return some;
    }

    private List<String> keyCommand(String file) throws ConfigException {
        String name = required(NAME);
        if (!KeyName.isValid(name)) {
            throw new ConfigException("--draw: expected a name without spaces and plus signs, found '" + name + "'");
        }
        return new ArrayList<>(List.of(verb, file, name, flags.containsKey(WITNESS.flag()) ? "COSIGNER" : "SIGNER"));
    }

    private List<String> command(CoordinatorConfig config) throws ConfigException {
        List<String> command = new ArrayList<>(List.of(verb, config.dataDir().toString()));
        if (verb.equals("extract")) {
            command.add(file(
                    CoordinatorConfig.SEAL_KEY,
                    config.seal() == null ? null : config.seal().key()));
            command.add(number(CoordinatorConfig.WINNING_NUMBER));
            command.add(required(SOURCE));
            Path witnesses = config.seal() == null ? null : config.seal().cosigners();
            if (flags.containsKey(CoordinatorConfig.COSIGNERS.flag()) || witnesses != null) {
                command.add(file(CoordinatorConfig.COSIGNERS, witnesses));
            }
        } else if (verb.equals("prove")) {
            command.add(number(AGENCY));
            command.add(number(POSITION));
        } else if (verb.equals("verify") && flags.containsKey(PROOF.flag())) {
            return new ArrayList<>(List.of("verify-proof", flags.get(PROOF.flag()), required(PUBLIC_KEY)));
        } else {
            command.add(required(verb.equals("verify") ? PUBLIC_KEY : SIGNING_KEY));
            command.addAll(cosigners);
        }
        return command;
    }

    private String required(Setting setting) throws ConfigException {
        String value = flags.get(setting.flag());
        if (value == null) {
            throw new ConfigException(
                    "--" + setting.flag() + " " + setting.argument() + " is missing: " + setting.help());
        }
        return value;
    }

    private String file(Setting setting, Path fallback) throws ConfigException {
        return fallback == null || flags.containsKey(setting.flag()) ? required(setting) : fallback.toString();
    }

    private String number(Setting setting) throws ConfigException {
        String text = required(setting);
        if (!text.matches("[0-9]{1,9}")) {
            throw new ConfigException("--" + setting.flag() + ": expected a whole number, found '" + text + "'");
        }
        return text;
    }
}
