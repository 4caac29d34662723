package loteria.seal;

/** The files of a sealed draw in its data directory. */
public final class SealFiles {
    /** A line an agency: {@link SealTable}. */
    public static final String TABLE = "seal.csv";

    /** The signed checkpoint of a tree over those lines: {@link loteria.proof.Checkpoint}. */
    public static final String SEAL = "seal";

    /** The signed number: {@link Extract}. */
    public static final String EXTRACT = "extract";

    private SealFiles() {}
}
