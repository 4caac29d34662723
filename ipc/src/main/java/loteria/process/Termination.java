package loteria.process;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What a process does on SIGTERM, SIGINT and SIGHUP. Every {@code main} says so in its first statement. What
 * {@code nohup} started goes on ignoring SIGHUP. The compiler warns of {@code sun.misc.Signal}; the JDK has no other
 * way to ignore a signal.
 */
public final class Termination {
    private static final String[] SIGNALS = {"TERM", "INT", "HUP"};

    private Termination() {}

    /** Runs {@code action} in a thread of its own at each signal, instead of ending the JVM. */
    public static void handle(Runnable action) {
        for (String signal : SIGNALS) {
            Signal.handle(new Signal(signal), new Handler(action));
        }
    }

    /** Ignores the signals: they can reach a whole group, and a worker stops when its coordinator says so. */
    public static void ignore() {
        for (String signal : SIGNALS) {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        }
    }

    private static final class Handler implements SignalHandler {
        private final Runnable action;

        Handler(Runnable action) {
            this.action = action;
        }

        @Override
        public void handle(Signal signal) {
            action.run();
        }
    }
}
