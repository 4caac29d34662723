package loteria.agency;

import loteria.log.ActionLog;
import loteria.log.LogLevel;

/** Connects once, as a process of its own: what the JVM takes for a name's addresses is fixed at its start. */
final class ConnectProbe {
    private ConnectProbe() {}

    /** Ends with 0 if the central was reached, with 1 if not. */
    public static void main(String[] args) throws Exception {
        ActionLog.setLevel(LogLevel.ERROR);
        int exitCode = 0;
        try {
            new Central(ServerAddresses.parse(args[0]), 1, null, 0, 10_000, new Resources()).visit(new Reaching());
        } catch (FailedException e) {
            exitCode = e.getMessage().contains("127.0.0.9: ") && e.getMessage().contains("; 127.0.0.1: ") ? 1 : 2;
        }
        Runtime.getRuntime().halt(exitCode);
    }

    /** An errand that is done when there is a connection. */
    private static final class Reaching implements Errand {
        @Override
        public void run(Connection connection, Reconnect reconnect) {
            // It is there.
        }

        @Override
        public FailedException failed(String error) {
            return new FailedException(2, "reach", "error", error);
        }
    }
}
