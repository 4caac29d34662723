package loteria.coordinator;

import loteria.coordinator.child.Nursery;
import loteria.coordinator.child.PageProgram;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.Worker;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.Journal;
import loteria.coordinator.life.Stage;
import loteria.coordinator.supervision.House;
import loteria.process.ExitCode;

/** What the supervisor wants done, passed on to those who do it. */
final class Household implements House {
    private final Nursery nursery;
    private final PageProgram page;
    private final Ending ending;
    private final Journal journal;

    /** @param page null if there is to be none */
    Household(Nursery nursery, PageProgram page, Ending ending, Journal journal) {
        this.nursery = nursery;
        this.page = page;
        this.ending = ending;
        this.journal = journal;
    }

    @Override
    public Worker startWorker() {
        return nursery.startWorker();
    }

    @Override
    public Child startPage() {
        return nursery.startPage();
    }

    @Override
    public void reach(Stage stage) {
        ending.reach(stage);
    }

    @Override
    public void end(int exitCode, String reason) {
        ending.request(exitCode, reason);
    }

    @Override
    public void endWithoutPage(String reason) {
        ending.request(ExitCode.FAILED, page.about(reason));
    }

    @Override
    public void success(String action, Object... fields) {
        journal.success(action, fields);
    }

    @Override
    public void fail(String action, Object... fields) {
        journal.fail(action, fields);
    }
}
