package loteria.store.file;

/** The process is dead: nothing it does from now on happens. No exception that the store could catch. */
final class Halted extends Error {
    private static final long serialVersionUID = 1;

    Halted(String at) {
        super("halted at " + at, null, false, false);
    }
}
