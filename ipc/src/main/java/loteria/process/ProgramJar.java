package loteria.process;

/**
 * The jar that this program runs from. Classes that come from an archive of class data do not open it. Those that only
 * a failure needs do, and what fails may be that there are no descriptors left. Stateless; safe for all threads.
 */
public final class ProgramJar {
    private ProgramJar() {}

    /** Opens it, for good: some milliseconds, of which a small draw would feel each. */
    public static void open() {
        ClassLoader.getSystemResource("tinylog.properties");
    }
}
