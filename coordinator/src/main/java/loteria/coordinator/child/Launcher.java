package loteria.coordinator.child;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.event.Worker;
import loteria.coordinator.life.Journal;

/**
 * Starts the children, one after the other in a thread of its own, and knows the workers by the numbers with which they
 * connect. Safe for all threads.
 */
public final class Launcher implements Runnable {
    private final WorkerProgram workers;
    private final PageProgram page;
    private final SealProgram seal;
    private final EventQueue events;
    private final Journal journal;
    private final LinkedBlockingQueue<Launch> launches = new LinkedBlockingQueue<>();
    private final Map<Integer, WorkerProcess> children = new ConcurrentHashMap<>();
    private int started;

    /**
     * @param page null if there is to be none
     * @param seal null if the draw is not to be sealed
     */
    public Launcher(WorkerProgram workers, PageProgram page, SealProgram seal, EventQueue events, Journal journal) {
        this.workers = workers;
        this.page = page;
        this.seal = seal;
        this.events = events;
        this.journal = journal;
    }

    /** Has a worker started. The supervisor's thread alone does. */
    public Worker startWorker() {
        forgetThoseOver();
        started++;
        WorkerProcess worker = new WorkerProcess(started, workers, events, journal);
        children.put(started, worker);
        launches.add(worker);
        return worker;
    }

    /** Has the page started. The supervisor's thread alone does. */
    public Child startPage() {
        PageProcess process = new PageProcess(page, events, journal);
        launches.add(process);
        return process;
    }

    /** Has the draw sealed, or a sealed draw drawn. The supervisor's thread alone does. */
    public Child startSealing(boolean draws) {
        SealProcess process = new SealProcess(seal, draws, events);
        launches.add(process);
        return process;
    }

    /** Ends all workers, whatever they do: a last step, when the supervisor could not. */
    public void killAll() {
        for (WorkerProcess worker : children.values()) {
            worker.kill();
        }
    }

    /** The worker that connects with a number; null if there is none. */
    WorkerProcess find(int number) {
        return children.get(number);
    }

    private void forgetThoseOver() {
        for (WorkerProcess worker : children.values()) {
            if (worker.isOver()) {
                children.remove(worker.number());
            }
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                launches.take().launch();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the launcher", e);
        }
    }
}
