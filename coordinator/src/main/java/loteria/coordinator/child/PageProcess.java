package loteria.coordinator.child;

import java.io.IOException;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.life.Journal;
import loteria.wire.ControlMessage;

/** The page. It says one line: the port once it listens, or else why it ends. */
final class PageProcess extends SpokenProcess {
    private final PageProgram program;
    private final EventQueue events;
    private final Journal journal;
    private boolean listening;

    PageProcess(PageProgram program, EventQueue events, Journal journal) {
        super("page", events);
        this.program = program;
        this.events = events;
        this.journal = journal;
    }

    @Override
    Process start() throws IOException {
        return program.start();
    }

    @Override
    boolean take(String line) throws InterruptedException {
        if (listening || !isPort(line)) {
            return false;
        }
        listening = true;
        program.listensOn(Integer.parseInt(line));
        journal.success("http", "address", program.address());
        events.post(new Event.Said(this, new ControlMessage.Ready()));
        return true;
    }

    private static boolean isPort(String line) {
        return !line.isEmpty() && line.chars().allMatch(Character::isDigit);
    }

    @Override
    int exitCode(int number) {
        return number;
    }

    @Override
    public void stop() {
        Process running = process();
        if (running == null) {
            kill();
            return;
        }
        try {
            running.getOutputStream().close();
        } catch (IOException e) {
            // Its input is at its end already.
        }
    }
}
