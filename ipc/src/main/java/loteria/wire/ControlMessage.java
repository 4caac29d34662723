package loteria.wire;

import java.nio.file.Path;
import loteria.manifest.Terms;

/** What the processes of a central say to each other on their own sockets: one record a frame. */
public sealed interface ControlMessage {

    /** Worker: this connection is the control channel of that worker. */
    record Joined(int worker) implements ControlMessage {}

    /**
     * Coordinator: the store is not in the data directory. Said before {@link Start}, if it is so.
     *
     * @param address of it, as it was given
     * @param settings file of its client's settings; empty for none
     * @param acceptWeaker whether one that promises less than it should is taken as it is
     * @param central the central's name, for people
     */
    record UseStore(String address, String settings, boolean acceptWeaker, String central) implements ControlMessage {}

    /**
     * Coordinator: begin. Said only once the worker's pid is written down.
     *
     * @param generation of this coordinator: a worker that finds another in {@code workers.lock} ends
     * @param recover whether to recover the store first; for the first worker alone
     * @param terms of the lottery
     * @param logLevel as configured
     * @param logJson whether to log as JSON
     * @param lock which file the coordinator found under the name of the store's lock: a worker that finds another ends
     * @param bets the same of {@code bets.csv}, once the store is recovered; empty before
     * @param board the same of the board
     * @param sessions path of the socket to listen on for sessions
     */
    record Start(
            long generation,
            boolean recover,
            Terms terms,
            String logLevel,
            boolean logJson,
            Path dataDir,
            String lock,
            String bets,
            String board,
            Path sessions)
            implements ControlMessage {}

    /** Worker: the store is open, sessions are welcome. */
    record Ready() implements ControlMessage {}

    /** Coordinator: the socket for sessions is gone, listen at this path; sessions that go on are untouched. */
    record Listen(Path sessions) implements ControlMessage {}

    /** Coordinator: alive? */
    record Ping() implements ControlMessage {}

    /** Worker: alive. */
    record Pong() implements ControlMessage {}

    /**
     * Coordinator: the first frame of a session's own connection.
     *
     * @param client as HELLO said it
     */
    record OpenSession(long session, int agency, long client) implements ControlMessage {}

    /**
     * Coordinator: this session is to end.
     *
     * @param code and reason that its agency is told
     */
    record EndSession(long session, ErrorCode code, String reason) implements ControlMessage {}

    /** Worker: the session is over; nothing of it will reach the store any more. */
    record SessionEnded(long session) implements ControlMessage {}

    /** Worker: look at the board, an agency's sales were closed. */
    record SalesClosed(int agency) implements ControlMessage {}

    /** Coordinator: draw. */
    record Draw() implements ControlMessage {}

    /** Worker: the draw is on disk and on the board. */
    record Drawn(long winners) implements ControlMessage {}

    /** Worker: the draw could not be made; asking again may help. */
    record DrawFailed(String reason) implements ControlMessage {}

    /** Operator's command, the first frame of its connection: open a session of that agency for me. */
    record Operate(int agency) implements ControlMessage {}

    /** Coordinator: look at the board, the draw has happened. */
    record Announce() implements ControlMessage {}

    /** Coordinator: let commits end, then go. */
    record Stop() implements ControlMessage {}

    /** Worker: it ends in order. An end without this word is a death. */
    record Goodbye() implements ControlMessage {}

    /** Worker: it ends with that exit code, and why. */
    record Failed(int exitCode, String reason) implements ControlMessage {}
}
