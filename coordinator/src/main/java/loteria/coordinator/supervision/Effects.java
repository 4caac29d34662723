package loteria.coordinator.supervision;

import loteria.coordinator.event.Child;
import loteria.coordinator.event.Worker;
import loteria.coordinator.life.Stage;

/** What the supervisor wants done outside: nothing of it waits for anybody. */
public interface Effects {
    /** Starts a worker; the answer is {@link Event.Started} or {@link Event.Exited}. */
    Worker startWorker();

    /** Starts the page, likewise. */
    Child startPage();

    /**
     * Starts the child that seals, likewise; {@link Event.Done} is the news that it has.
     *
     * @param draws whether it is to draw over what was sealed
     */
    Child startSealing(boolean draws);

    /** Says how far the central is. */
    void reach(Stage stage);

    /** Asks for the end of the central, with an exit code. */
    void end(int exitCode, String reason);

    /** Asks for the end because there is no page to begin with. */
    void endWithoutPage(String reason);

    /** Logs that something was done. */
    void success(String action, Object... fields);

    /** Logs that something failed. */
    void fail(String action, Object... fields);
}
