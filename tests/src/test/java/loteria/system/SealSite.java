package loteria.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import loteria.note.KeyFile;
import loteria.note.KeyType;
import loteria.note.SigningKey;

/** What belongs to a sealed draw: its keys, and the commands around it as people type them. */
final class SealSite {
    static final String DRAW = "loteria.example/2026-11-25/nocturna";
    static final String SOURCE = "Nacional nocturna, acta 812";

    private final Path folder;
    final Path dataDir;
    final Path keyFile;
    final SigningKey key = SigningKey.generate("loteria.example", KeyType.SIGNER);
    final Path witnessFile;
    final SigningKey witness = SigningKey.generate("escribano.example", KeyType.COSIGNER);

    SealSite(Path folder) throws IOException {
        this.folder = folder;
        dataDir = folder.resolve("data");
        keyFile = folder.resolve("key");
        witnessFile = folder.resolve("witness");
        KeyFile.create(keyFile, key);
        KeyFile.create(witnessFile, witness);
    }

    /** The flags of a central that seals. */
    String[] flags(String... more) {
        List<String> flags = new ArrayList<>(List.of("--seal-key", keyFile.toString(), "--draw", DRAW));
        flags.addAll(Arrays.asList(more));
        return flags.toArray(new String[0]);
    }

    Path file(String name) {
        return dataDir.resolve(name);
    }

    /** Runs a command to its end; its lines end with its exit code. */
    List<String> run(String... command) throws Exception {
        List<String> args = new ArrayList<>();
        Collections.addAll(args, command);
        if (!args.contains("--proof")) {
            Collections.addAll(args, "--data-dir", dataDir.toString());
        }
        try (JvmProcess process = JvmProcess.start("coordinator", folder, Map.of(), args)) {
            int exitCode = process.awaitExit();
            List<String> lines = new ArrayList<>(process.lines());
            lines.add("exit code " + exitCode);
            return lines;
        }
    }

    List<String> sayNumber(int number, String... more) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("draw", "--winning-number", "" + number, "--source", SOURCE, "--seal-key", keyFile.toString()));
        Collections.addAll(command, more);
        return run(command.toArray(new String[0]));
    }

    List<String> verify(String... more) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("verify", "--key", key.verifier().toString()));
        Collections.addAll(command, more);
        return run(command.toArray(new String[0]));
    }

    /** Waits for a file to be there. */
    void await(String name) throws Exception {
        Await.until(name, () -> Files.exists(file(name)));
    }
}
