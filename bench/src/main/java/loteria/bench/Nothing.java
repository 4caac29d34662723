package loteria.bench;

/** The program that does nothing: what it takes is what a JVM takes to start and to end. */
public final class Nothing {
    private Nothing() {}

    /** Does nothing. */
    public static void main(String[] args) {
        // What is measured is the way here and back.
    }
}
