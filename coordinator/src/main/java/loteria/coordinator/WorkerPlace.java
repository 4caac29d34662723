package loteria.coordinator;

import java.io.IOException;
import loteria.coordinator.life.Ending;
import loteria.log.ActionLog;
import loteria.process.ExitCode;

/**
 * A place in the pool, as its thread sees it: starts a child, waits for its exit, and only then starts the next. Never
 * two that believe to be one.
 */
final class WorkerPlace implements Runnable {
    private final int place;
    private final WorkerPool pool;
    private final Ending ending;
    private final WorkerPool.Listener listener;
    private RestartPolicy policy = new RestartPolicy();

    WorkerPlace(int place, WorkerPool pool, Ending ending, WorkerPool.Listener listener) {
        this.place = place;
        this.pool = pool;
        this.ending = ending;
        this.listener = listener;
    }

    @Override
    public void run() {
        try {
            WorkerProcess worker = launch();
            while (worker != null) {
                outlive(worker);
                worker = launch();
            }
        } catch (IOException e) {
            ending.request(ExitCode.FAILED, "a worker cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a place", e);
        }
    }

    /** Starts the next child; null if there is to be none. */
    private WorkerProcess launch() throws IOException, InterruptedException {
        if (policy.givesUp()) {
            ending.request(
                    ExitCode.FAILED,
                    "a worker died " + RestartPolicy.MOST_DEATHS_BEFORE_READY + " times before it was ready");
            return null;
        }
        return ending.await(policy.pauseMs()) ? null : pool.launch(place);
    }

    /** Waits for the child's exit and draws the consequences. */
    private void outlive(WorkerProcess worker) throws InterruptedException {
        int exitCode = worker.awaitExit();
        policy = policy.afterDeath(worker.isReady(), worker.livedMs());
        pool.vacate(place);
        listener.workerExited(worker);
        if (worker.endedInOrder(exitCode)) {
            ActionLog.success("close", "resource", "worker", "pid", worker.pid());
        } else if (exitCode == ExitCode.CORRUPT || exitCode == ExitCode.USAGE) {
            ending.request(exitCode, worker.lastWords(exitCode));
        } else if (!ending.isRequested()) {
            ActionLog.fail("worker", "pid", worker.pid(), "error", worker.lastWords(exitCode));
        }
    }
}
