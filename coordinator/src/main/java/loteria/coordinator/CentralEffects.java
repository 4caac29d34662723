package loteria.coordinator;

import loteria.coordinator.child.Launcher;
import loteria.coordinator.child.PageProgram;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.Worker;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.Journal;
import loteria.coordinator.life.Stage;
import loteria.coordinator.supervision.Effects;
import loteria.process.ExitCode;

/** What the supervisor wants done, passed on to those who do it. */
final class CentralEffects implements Effects {
    private final Launcher launcher;
    private final PageProgram page;
    private final Ending ending;
    private final Journal journal;

    /** @param page null if there is to be none */
    CentralEffects(Launcher launcher, PageProgram page, Ending ending, Journal journal) {
        this.launcher = launcher;
        this.page = page;
        this.ending = ending;
        this.journal = journal;
    }

    @Override
    public Worker startWorker() {
        return launcher.startWorker();
    }

    @Override
    public Child startPage() {
        return launcher.startPage();
    }

    @Override
    public Child startSealing(boolean draws) {
        return launcher.startSealing(draws);
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
