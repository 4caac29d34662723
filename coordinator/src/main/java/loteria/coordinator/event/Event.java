package loteria.coordinator.event;

import java.util.Set;
import loteria.board.SessionRegister;
import loteria.wire.ControlMessage;

/** What the supervisor hears of, in the order of its queue. A child's {@link Exited} is the last of that child. */
public sealed interface Event {

    /** A child's process runs. */
    record Started(Child child, long pid) implements Event {}

    /** A worker has connected. */
    record Joined(Worker worker) implements Event {}

    /** A worker has said something; a page that it listens. */
    record Said(Child child, ControlMessage message) implements Event {}

    /**
     * A child that has one thing to do has done it, durably.
     *
     * @param what came of it
     */
    record Done(Child child, String what) implements Event {}

    /** There is an extract in the data directory: the number of a sealed draw may be known. */
    record NumberFound() implements Event {}

    /**
     * A child is no more: nothing of it can write.
     *
     * @param exitCode of its process, or {@link #NEVER_STARTED}
     * @param lastWords the last line of its error output, or why it could not be started; null if there is none
     */
    record Exited(Child child, int exitCode, String lastWords) implements Event {
        /** The exit code of a child that could not be started. */
        public static final int NEVER_STARTED = -1;
    }

    /** The board has been taken: agencies may come. */
    record Opened(SessionRegister board) implements Event {}

    /** An agency, or the operator in its place, asks for its session. */
    record Asked(SessionRequest request) implements Event {}

    /** The operator has said which agencies may sell; not before {@link Opened}. */
    record AgenciesChanged(Set<Integer> disabled) implements Event {}

    /** A worker could not be reached for a session. */
    record NotOpened(Worker worker, SessionRequest request) implements Event {}

    /** The sockets' directory was made anew: nobody listens there yet. */
    record SocketsRenewed() implements Event {}

    /** The central stops. */
    record Stop() implements Event {}
}
