package loteria.audit;

/**
 * Bytes at the end of a file that belong to nothing that was promised: what a writer left that died, or one that is
 * writing. A start cuts them, and nothing is lost.
 *
 * @param offset where they begin
 * @param bytes how many they are
 */
record Tail(String file, long offset, long bytes) {

    @Override
    public String toString() {
        return file + ": " + bytes + " bytes from byte " + offset + " on were never promised: the next start cuts them";
    }
}
