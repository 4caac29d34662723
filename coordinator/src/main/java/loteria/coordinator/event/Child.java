package loteria.coordinator.event;

/**
 * A child process as the supervisor sees it: something that is asked, and of which it hears by {@link Event}s. Nothing
 * here waits for the child; the supervisor's thread alone calls it.
 */
public interface Child {
    /** Asks the child to end. */
    void stop();

    /** Ends the child, whatever it is doing, also when its process is only about to start. */
    void kill();
}
