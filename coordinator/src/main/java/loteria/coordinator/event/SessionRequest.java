package loteria.coordinator.event;

import java.nio.channels.SocketChannel;
import loteria.wire.ErrorCode;
import loteria.wire.Message;

/**
 * A connection that waits for an agency's session: answered once, with a session or with why there is none. Its number
 * is the session's: of an agency's own sessions the highest is the newest. Safe for all threads.
 */
public final class SessionRequest {
    private final int agency;
    private final long number;
    private final long client;
    private final boolean byOperator;
    private SocketChannel session;
    private RefusedException refusal;

    /**
     * An agency's own.
     *
     * @param client as HELLO said it
     */
    public SessionRequest(int agency, long number, long client) {
        this(agency, number, client, false);
    }

    private SessionRequest(int agency, long number, long client, boolean byOperator) {
        this.agency = agency;
        this.number = number;
        this.client = client;
        this.byOperator = byOperator;
    }

    /** The operator's, in the agency's place. */
    public static SessionRequest ofOperator(int agency, long number) {
        return new SessionRequest(agency, number, Message.Hello.NO_CLIENT, true);
    }

    public int agency() {
        return agency;
    }

    public long number() {
        return number;
    }

    public long client() {
        return client;
    }

    public boolean isByOperator() {
        return byOperator;
    }

    /** Answers with a session; false if it was refused before, and the session is nobody's. */
    public synchronized boolean begin(SocketChannel channel) {
        if (refusal != null) {
            return false;
        }
        session = channel;
        notifyAll();
        return true;
    }

    /** Says why there is no session, unless there is one. */
    public synchronized void refuse(ErrorCode code, String reason) {
        if (session == null && refusal == null) {
            refusal = new RefusedException(code, reason);
            notifyAll();
        }
    }

    /**
     * Waits for the answer.
     *
     * @param millis after which whoever asked gives up
     * @return the connection to the session
     */
    public synchronized SocketChannel await(long millis) throws InterruptedException, RefusedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (session == null && refusal == null && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        refuse(ErrorCode.STARTING, "no session within " + millis + " ms");
        if (refusal != null) {
            throw refusal;
        }
        return session;
    }

    /** Why there is no session. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private final ErrorCode code;

        RefusedException(ErrorCode code, String reason) {
            super(reason);
            this.code = code;
        }

        public ErrorCode code() {
            return code;
        }
    }
}
