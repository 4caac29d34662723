package loteria.sealing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.board.BootId;
import loteria.note.SignedNote;
import loteria.note.SigningKey;
import loteria.process.ExitCode;
import loteria.proof.Checkpoint;
import loteria.seal.AgencySeal;
import loteria.seal.SealFiles;
import loteria.seal.SealTable;
import loteria.store.CorruptStoreException;
import loteria.store.file.LineChunks;
import loteria.store.file.LockedFiles;
import loteria.store.file.Sale;
import loteria.store.file.Sales;

/**
 * Seals a draw once all agencies have finished: reads every line, holds what it finds against {@code finished.csv} and
 * the board, and writes {@code seal.csv} and the signed {@code seal}. The same bets and key give the same bytes, so
 * whoever was killed is repeated; a seal that exists stands.
 *
 * <p>Used once, by one thread.
 */
final class Sealer {
    private final Path dataDir;
    private final SigningKey key;
    private final String origin;
    private final int agencies;

    /** @param origin which draw it is */
    Sealer(Path dataDir, SigningKey key, String origin, int agencies) {
        this.dataDir = dataDir;
        this.key = key;
        this.origin = origin;
        this.agencies = agencies;
    }

    /**
     * Seals, unless that was done.
     *
     * @return what the seal says, durably
     * @throws CorruptStoreException if the files do not agree, with one another or with the seal that is there
     */
    Checkpoint run() throws IOException {
        if (StoredSeal.exists(dataDir)) {
            return stand();
        }
        SealTable table = table();
        Checkpoint checkpoint = table.checkpoint(origin);
        SignedNote note = SignedNote.of(checkpoint.text(), key, 0);
        try (LockedFiles files = LockedFiles.open(dataDir)) {
            if (!StoredSeal.exists(dataDir)) {
                files.replace(SealFiles.TABLE, table.toBytes());
                files.replace(SealFiles.SEAL, note.toBytes());
                return checkpoint;
            }
        }
        return stand();
    }

    /** The seal that is there: this draw's, by this key. */
    private Checkpoint stand() throws IOException {
        StoredSeal seal = StoredSeal.read(dataDir);
        try {
            seal.requireSigned(dataDir, key.verifier());
        } catch (RefusedException e) {
            // A central was started with another key: another attempt does not help.
            throw new RefusedException(ExitCode.USAGE, e.getMessage());
        }
        seal.requireOf(dataDir, origin, agencies);
        try (LockedFiles files = LockedFiles.open(dataDir)) {
            files.force(SealFiles.TABLE);
            files.force(SealFiles.SEAL);
        }
        return seal.checkpoint();
    }

    private SealTable table() throws IOException {
        Map<Integer, Sale> sales = Sales.readWhole(dataDir.resolve("finished.csv"));
        AgencyRoots roots = new AgencyRoots(agencies);
        try (FileChannel bets = FileChannel.open(dataDir.resolve("bets.csv"), StandardOpenOption.READ)) {
            readLines(bets, bets.size(), roots);
            requireBoard(bets.size(), roots);
        }
        List<AgencySeal> lines = new ArrayList<>();
        for (int agency = 1; agency <= agencies; agency++) {
            AgencySeal line = roots.seal(agency);
            requireSold(line, roots, sales.get(agency));
            lines.add(line);
        }
        if (sales.size() != agencies) {
            throw new CorruptStoreException(
                    "finished.csv: " + sales.size() + " agencies, expected the " + agencies + " of the draw");
        }
        return new SealTable(lines);
    }

    private static void readLines(FileChannel bets, long length, AgencyRoots roots) throws IOException {
        LineChunks chunks = new LineChunks(bets, 0, length);
        long end = 0;
        while (chunks.next()) {
            roots.take(chunks.bytes(), 0, chunks.end());
            end = chunks.offset() + chunks.end();
        }
        if (end != length) {
            throw new CorruptStoreException("bets.csv: byte " + end + " and on: expected a whole line");
        }
    }

    private static void requireSold(AgencySeal line, AgencyRoots roots, Sale sale) throws CorruptStoreException {
        int checksum = roots.checksum(line.agency());
        if (sale == null) {
            throw new CorruptStoreException("finished.csv: agency " + line.agency() + " has not finished");
        }
        if (line.total() != sale.total() || checksum != sale.checksum()) {
            throw new CorruptStoreException(roots.place(line.agency()) + ": " + line.total() + " bets of checksum "
                    + Sale.hex(checksum) + ", expected the " + sale.total() + " of checksum "
                    + Sale.hex(sale.checksum())
                    + " in finished.csv");
        }
    }

    /** The board of a central of this boot must say the same; without one the files are all there is. */
    private void requireBoard(long length, AgencyRoots roots) throws IOException {
        BoardView board = board();
        if (board == null || !board.bootId().equals(BootId.current())) {
            return;
        }
        if (board.agencies() != agencies || board.lastCommit().betsLength() != length) {
            throw new CorruptStoreException("bets.csv has " + length + " bytes and " + agencies
                    + " agencies, the board says " + board.lastCommit().betsLength() + " and " + board.agencies());
        }
        for (int agency = 1; agency <= agencies; agency++) {
            long total = roots.total(agency);
            if (board.count(agency) != total || board.checksum(agency) != roots.checksum(agency)) {
                throw new CorruptStoreException(roots.place(agency) + ": " + total + " bets of checksum "
                        + Sale.hex(roots.checksum(agency)) + ", the board says "
                        + board.count(agency) + " of "
                        + Sale.hex(board.checksum(agency)));
            }
        }
    }

    private BoardView board() throws IOException {
        Path file = dataDir.resolve(BoardWords.FILE);
        return Files.exists(file) ? BoardView.of(file) : null;
    }
}
