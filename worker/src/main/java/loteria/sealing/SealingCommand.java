package loteria.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import loteria.log.ActionLog;
import loteria.note.KeyFile;
import loteria.note.KeyType;
import loteria.note.MalformedNoteException;
import loteria.note.SigningKey;
import loteria.note.VerifierKey;
import loteria.process.ExitCode;
import loteria.process.Reason;
import loteria.proof.Base64Hash;
import loteria.proof.Checkpoint;
import loteria.seal.BetProof;
import loteria.seal.Extract;
import loteria.store.CorruptStoreException;

/**
 * The commands around a sealed draw, {@code worker sealing VERB ...}: what the coordinator's commands of these names
 * run. Each says what it did, or in one line why not. Stateless.
 */
public final class SealingCommand {
    private SealingCommand() {}

    /**
     * Runs one.
     *
     * @param args the verb, then what it takes, in its order
     * @return an {@link ExitCode}
     */
    public static int run(String[] args) {
        String verb = args[0];
        try {
            switch (verb) {
                case "key" -> makeKey(Path.of(args[1]), args[2], KeyType.valueOf(args[3]));
                case "extract" -> extract(args);
                case "cosign" -> cosign(directory(args[1]), readKey(args[2]));
                case "prove" -> prove(args);
                case "verify" -> {
                    return verify(args);
                }
                case "verify-proof" -> verifyProof(args);
                case "seal", "sealed-draw" -> {
                    return SealingChild.run(args);
                }
                default -> throw new RefusedException(ExitCode.USAGE, "an unknown verb");
            }
            return ExitCode.DONE;
        } catch (CorruptStoreException e) {
            ActionLog.fail(verb, "error", e.getMessage());
            return ExitCode.CORRUPT;
        } catch (RefusedException e) {
            ActionLog.fail(verb, "error", e.getMessage());
            return e.exitCode();
        } catch (IOException e) {
            ActionLog.fail(verb, "error", Reason.of(e));
            return ExitCode.FAILED;
        }
    }

    /** {@code key FILE NAME TYPE} */
    private static void makeKey(Path file, String name, KeyType type) throws IOException {
        SigningKey key = SigningKey.generate(name, type);
        Path publicFile = Path.of(file + ".pub");
        try {
            if (Files.exists(publicFile)) {
                throw new FileAlreadyExistsException(publicFile.toString());
            }
            KeyFile.create(file, key);
            Files.writeString(publicFile, key.verifier() + "\n", StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException(
                    ExitCode.USAGE, e.getFile() + ": there is a file already, and keys are not replaced");
        }
        System.out.println(key.verifier());
    }

    /** {@code extract DATA_DIR KEY_FILE NUMBER SOURCE [COSIGNERS_FILE]} */
    private static void extract(String[] args) throws IOException {
        Path dataDir = directory(args[1]);
        SigningKey key = readKey(args[2]);
        List<VerifierKey> cosigners = args.length > 5 ? readCosigners(args[5]) : List.of();
        Extract extract = new ExtractWriter(dataDir, key, cosigners).write(Integer.parseInt(args[3]), args[4]);
        ActionLog.success(
                "extracto",
                "sorteo",
                extract.origin(),
                "numero",
                extract.number(),
                "raiz",
                Base64Hash.format(extract.root()));
    }

    private static void cosign(Path dataDir, SigningKey key) throws IOException {
        Checkpoint seal =
                new Witness(dataDir, key).sign(Instant.now().getEpochSecond()).checkpoint();
        ActionLog.success(
                "cofirma",
                "sorteo",
                seal.origin(),
                "escribano",
                key.verifier().name(),
                "raiz",
                Base64Hash.format(seal.root()));
    }

    /** {@code prove DATA_DIR AGENCY POSITION}: the proof goes to standard output, and is nobody else's to read. */
    private static void prove(String[] args) throws IOException {
        BetProof proof = Prover.prove(directory(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]));
        byte[] text = proof.toString().getBytes(UTF_8);
        System.out.write(text, 0, text.length);
        System.out.flush();
    }

    /** {@code verify DATA_DIR VKEY [COSIGNER_VKEY ...]} */
    private static int verify(String[] args) throws IOException {
        List<VerifierKey> cosigners = new ArrayList<>();
        for (int at = 3; at < args.length; at++) {
            cosigners.add(parseKey("--cosigner", args[at]));
        }
        Verification verification = new Verification(directory(args[1]), parseKey("--key", args[2]), cosigners);
        List<String> findings = verification.run();
        System.out.print(verification.table());
        for (String finding : findings) {
            ActionLog.fail("verify", "error", finding);
        }
        if (verification.leftOut() > 0) {
            ActionLog.fail("verify", "error", "and " + verification.leftOut() + " more");
        }
        if (findings.isEmpty()) {
            ActionLog.success("verify");
        }
        return findings.isEmpty() ? ExitCode.DONE : ExitCode.CORRUPT;
    }

    /** {@code verify-proof FILE VKEY} */
    private static void verifyProof(String[] args) throws IOException {
        VerifierKey key = parseKey("--key", args[2]);
        try {
            BetProof proof = BetProof.parse(Files.readString(Path.of(args[1])));
            Checkpoint seal = proof.verify(key);
            System.out.println(proof.bet());
            ActionLog.success(
                    "verify",
                    "sorteo",
                    seal.origin(),
                    "agency",
                    proof.agency().agency(),
                    "position",
                    proof.path().index() + 1);
        } catch (NoSuchFileException e) {
            throw new RefusedException(ExitCode.USAGE, Reason.of(e));
        } catch (MalformedNoteException e) {
            throw new RefusedException(ExitCode.FAILED, args[1] + ": " + e.getMessage());
        }
    }

    private static Path directory(String name) throws RefusedException {
        Path dataDir = Path.of(name);
        if (!Files.isDirectory(dataDir)) {
            throw new RefusedException(ExitCode.USAGE, dataDir + ": expected a data directory");
        }
        return dataDir;
    }

    private static SigningKey readKey(String file) throws RefusedException {
        try {
            return KeyFile.readSigningKey(Path.of(file));
        } catch (IOException e) {
            throw new RefusedException(ExitCode.USAGE, Reason.of(e));
        }
    }

    private static List<VerifierKey> readCosigners(String file) throws RefusedException {
        try {
            return KeyFile.readVerifierKeys(Path.of(file));
        } catch (IOException e) {
            throw new RefusedException(ExitCode.USAGE, Reason.of(e));
        }
    }

    private static VerifierKey parseKey(String flag, String vkey) throws RefusedException {
        try {
            return VerifierKey.parse(vkey);
        } catch (MalformedNoteException e) {
            throw new RefusedException(ExitCode.USAGE, flag + ": " + e.getMessage());
        }
    }
}
