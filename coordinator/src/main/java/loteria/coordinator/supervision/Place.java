package loteria.coordinator.supervision;

import loteria.coordinator.event.Child;
import loteria.coordinator.event.Event;
import loteria.wire.ControlMessage;

/**
 * A place that one child fills at a time: the next is started only after the last has exited, when the
 * {@link RestartPolicy} says. The supervisor's thread alone uses it. Times are milliseconds of one clock.
 */
final class Place<C extends Child> {
    /** How far a place's child is. */
    enum State {
        /** There is none. */
        VACANT,
        /** Its process is started and has not connected. */
        STARTING,
        /** It has connected and waits for its turn to begin. */
        JOINED,
        /** It was told to begin. */
        BEGUN,
        /** It does its work. */
        READY
    }

    private RestartPolicy policy = new RestartPolicy();
    private State state = State.VACANT;
    private C child;
    private long dueMs;
    private long startedMs;
    private long pid;
    private int silentTicks;
    private boolean stopping;
    private boolean goodbye;
    private ControlMessage.Failed failure;

    /** Whether it is time to start a child. */
    boolean isDue(long nowMs) {
        return state == State.VACANT && !stopping && !policy.givesUp() && nowMs >= dueMs;
    }

    /** Milliseconds until a child is to be started, at most {@code most}. */
    long dueIn(long nowMs, long most) {
        boolean waits = state == State.VACANT && !stopping && !policy.givesUp();
        return waits ? Math.min(most, Math.max(0, dueMs - nowMs)) : most;
    }

    void fill(C next, long nowMs) {
        if (state != State.VACANT) {
            throw new IllegalStateException("a child at a place that is not vacant");
        }
        child = next;
        state = State.STARTING;
        startedMs = nowMs;
        silentTicks = 0;
        pid = 0;
        goodbye = false;
        failure = null;
    }

    /**
     * The child has exited: notes its death, or its failed start, and when the next is due.
     *
     * @param proven whether children of its kind are known to come up: one that does not lacks what the machine lacks
     */
    void vacate(int exitCode, boolean proven, long nowMs) {
        policy = exitCode == Event.Exited.NEVER_STARTED || proven && state != State.READY
                ? policy.afterFailedStart()
                : policy.afterDeath(state == State.READY, nowMs - startedMs);
        dueMs = nowMs + policy.pauseMs();
        state = State.VACANT;
        child = null;
    }

    /** No child is started here any more. */
    void stop() {
        stopping = true;
    }

    boolean isGivenUp() {
        return policy.givesUp();
    }

    boolean holds(Child one) {
        return child != null && child == one;
    }

    /** The child at this place, or null. */
    C child() {
        return child;
    }

    State state() {
        return state;
    }

    void enter(State next) {
        state = next;
        silentTicks = 0;
    }

    /** The process id of the child, or 0 while it has none. */
    long pid() {
        return pid;
    }

    void setPid(long id) {
        pid = id;
    }

    /** One tick more without a word; returns how many there are now. */
    int countSilence() {
        silentTicks++;
        return silentTicks;
    }

    /** The child has given a sign of life. */
    void answered() {
        silentTicks = 0;
    }

    /** The child ends as it was told to. */
    void sayGoodbye() {
        goodbye = true;
    }

    boolean hasSaidGoodbye() {
        return goodbye;
    }

    /** The child ends because of something, with an exit code of ours. */
    void fail(ControlMessage.Failed why) {
        failure = why;
    }

    /** Whether the child has said itself that it ends with that code: the JVM has exit codes of its own. */
    boolean hasFailedWith(int exitCode) {
        return failure != null && failure.exitCode() == exitCode;
    }

    /** Why the child ended: in its own words if it had any. */
    String lastWords(int exitCode, String lastLine) {
        if (failure != null) {
            return failure.reason();
        }
        if (exitCode == Event.Exited.NEVER_STARTED) {
            return lastLine;
        }
        return "exit code " + exitCode + (lastLine == null ? "" : ": " + lastLine);
    }
}
