package loteria.process;

/**
 * Starts every thread of a program, with a name. None dies unnoticed: what it throws reaches the program's last resort,
 * which ends the program. Safe for all threads.
 */
public final class Threads {
    private Threads() {}

    /**
     * Sets what becomes of this process when one of its threads dies of a {@code Throwable}, those of the JDK and
     * {@code main} included. It runs in the dying thread, perhaps without heap or descriptors.
     */
    public static void setLastResort(Thread.UncaughtExceptionHandler lastResort) {
        Thread.setDefaultUncaughtExceptionHandler(lastResort);
    }

    /**
     * Starts a thread.
     *
     * @throws NoThreadException if there is none to be had; nothing of {@code task} has run then
     */
    public static Thread start(String name, Runnable task) throws NoThreadException {
        Thread thread = new Thread(task, name);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            throw new NoThreadException(name, e);
        }
        return thread;
    }
}
