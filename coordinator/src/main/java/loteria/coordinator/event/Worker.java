package loteria.coordinator.event;

import loteria.wire.ControlMessage;

/**
 * A worker as the supervisor sees it. What it is told goes out in order; a worker that does not take what it is told is
 * killed, which its exit will tell.
 */
public interface Worker extends Child {
    /** Tells the worker to begin. */
    void begin(boolean recover);

    /** Tells the worker something. */
    void tell(ControlMessage message);

    /** Has the worker take sessions at its place in the sockets' directory, which was made anew. */
    void listenAnew();

    /**
     * Opens a session for a request, which is answered by it. {@link Event.NotOpened} is the news that this failed.
     */
    void open(SessionRequest request);
}
