package loteria.agency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loteria.agency.receipt.Receipt;
import loteria.agency.receipt.StoredFile;
import loteria.agency.receipt.Wishes;
import loteria.log.ActionLog;
import loteria.note.MalformedNoteException;
import loteria.process.ExitCode;
import loteria.process.Reason;
import loteria.proof.Base64Hash;
import loteria.proof.Checkpoint;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;

/** What an agency brings home from a draw beside the number of its winners, and checks there. For one thread. */
final class Keepsakes {
    private final Wishes wishes;
    private final int agency;
    private final BetFile bets;
    private final List<String> told = new ArrayList<>();

    Keepsakes(Wishes wishes, int agency, BetFile bets) {
        this.wishes = wishes;
        this.agency = agency;
        this.bets = bets;
    }

    /** Asks for winners, and for what else is wished; returns how many there are. */
    int fetch(CentralClient central, boolean waiting) throws IOException, FailedException {
        told.clear();
        int count = central.winners(waiting, told);
        if (wishes.winners() != null) {
            store(wishes.winners(), "winners");
        }
        if (wishes.receipt() != null) {
            keep(central.receipt());
        }
        return count;
    }

    private void store(Path file, String what) throws FailedException {
        try {
            StoredFile.write(file, told);
        } catch (IOException e) {
            throw new FailedException(ExitCode.FAILED, what, "error", Reason.of(file, e));
        }
    }

    /** A receipt that is not true is stored too: it shows what the central said. */
    private void keep(String text) throws FailedException {
        Path file = wishes.receipt();
        try {
            StoredFile.write(file, text);
            Receipt receipt = Receipt.parse(text, agency, wishes.centralKey());
            addBets(receipt);
            Checkpoint seal = receipt.verify(told);
            ActionLog.success(
                    "recibo",
                    "sorteo",
                    seal.origin(),
                    "raiz",
                    Base64Hash.format(seal.root()),
                    "raiz_propia",
                    receipt.root());
        } catch (MalformedNoteException e) {
            throw new FailedException(
                    ExitCode.FAILED, "recibo", "error", "DO NOT TRUST THIS DRAW: " + file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new FailedException(ExitCode.FAILED, "recibo", "error", Reason.of(file, e));
        }
    }

    private void addBets(Receipt receipt) throws FailedException {
        Batches batches = new Batches(bets, FrameDescriptor.MAX_BATCH_RECORDS);
        for (Message.Batch batch = batches.next(); batch != null; batch = batches.next()) {
            int from = batch.from();
            for (int at = from; at < batch.to(); at++) {
                if (batch.bytes()[at] == '\n') {
                    receipt.add(batch.bytes(), from, at);
                    from = at + 1;
                }
            }
        }
        bets.requireUnchanged();
    }
}
