package loteria.coordinator.child;

/** A child to be started by the {@link Launcher}'s thread: starting a process can take its time, or fail. */
interface Launch {
    /** Starts the child's process, or tells the supervisor why there is none. */
    void launch() throws InterruptedException;
}
