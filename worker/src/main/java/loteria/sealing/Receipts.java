package loteria.sealing;

import java.io.IOException;
import java.nio.file.Path;
import loteria.proof.TlogProof;

/** What proves to an agency that its bets were sealed, made from the files of the draw when it asks. Stateless. */
public final class Receipts {
    private Receipts() {}

    /** Whether a draw is sealed: then it is drawn with an extract. */
    public static boolean exist(Path dataDir) {
        return StoredSeal.exists(dataDir) && StoredExtract.exists(dataDir);
    }

    /**
     * A C2SP tlog-proof of the agency's line in the seal; its extra data is the extract.
     *
     * @throws loteria.store.CorruptStoreException if seal, table and extract are not those of one draw
     */
    public static String of(Path dataDir, int agency) throws IOException {
        StoredSeal seal = StoredSeal.read(dataDir);
        StoredExtract extract = StoredExtract.read(dataDir, seal);
        return new TlogProof(extract.note().toBytes(), seal.table().proof(agency), seal.note()).toString();
    }
}
