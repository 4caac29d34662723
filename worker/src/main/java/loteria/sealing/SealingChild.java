package loteria.sealing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import loteria.note.KeyFile;
import loteria.note.SigningKey;
import loteria.note.VerifierKey;
import loteria.process.ExitCode;
import loteria.process.FileIdentity;
import loteria.process.Reason;
import loteria.process.Threads;
import loteria.proof.Base64Hash;
import loteria.store.CorruptStoreException;
import loteria.store.file.BetStore;

/**
 * The child with which a central seals or draws, {@code worker sealing seal|sealed-draw ...}. It says one line on its
 * standard output, {@code done WHAT} or {@code failed EXIT_CODE REASON}, and ends when its input does: with its
 * central.
 */
final class SealingChild {
    private SealingChild() {}

    /** Runs it; returns an {@link ExitCode}. */
    static int run(String[] args) {
        try {
            Threads.start("central", new Parent());
            System.out.println("done " + (args[0].equals("seal") ? seal(args) : draw(args)));
            return ExitCode.DONE;
        } catch (CorruptStoreException e) {
            return failed(ExitCode.CORRUPT, e.getMessage());
        } catch (RefusedException e) {
            return failed(e.exitCode(), e.getMessage());
        } catch (IOException e) {
            return failed(ExitCode.FAILED, Reason.of(e));
        }
    }

    private static int failed(int exitCode, String reason) {
        System.out.println("failed " + exitCode + " " + reason);
        return exitCode;
    }

    /** {@code seal DATA_DIR KEY_FILE ORIGIN AGENCIES} */
    private static String seal(String[] args) throws IOException {
        SigningKey key = KeyFile.readSigningKey(Path.of(args[2]));
        Sealer sealer = new Sealer(Path.of(args[1]), key, args[3], Integer.parseInt(args[4]));
        return Base64Hash.format(sealer.run().root());
    }

    /** {@code sealed-draw DATA_DIR KEY_FILE ORIGIN AGENCIES GENERATION STORE_LOCK [COSIGNERS_FILE]} */
    private static String draw(String[] args) throws IOException {
        Path dataDir = Path.of(args[1]);
        VerifierKey key = KeyFile.readSigningKey(Path.of(args[2])).verifier();
        List<VerifierKey> cosigners = args.length > 7 ? KeyFile.readVerifierKeys(Path.of(args[7])) : List.of();
        SealedDraw draw = new SealedDraw(dataDir, key, args[3], Integer.parseInt(args[4]), cosigners);
        FileIdentity lock = new FileIdentity(dataDir.resolve(BetStore.LOCK), args[6]);
        return Long.toString(draw.run(Long.parseLong(args[5]), lock));
    }

    /** Waits for the central's end. */
    private static final class Parent implements Runnable {
        @Override
        public void run() {
            try {
                while (System.in.read() >= 0) {
                    // It says nothing.
                }
            } catch (IOException e) {
                // As its end.
            }
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }
}
