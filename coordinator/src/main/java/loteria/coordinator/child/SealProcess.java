package loteria.coordinator.child;

import java.io.IOException;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.process.ExitCode;
import loteria.wire.ControlMessage;

/** The child that seals or draws. It says one line: {@code done WHAT} or {@code failed EXIT_CODE REASON}. */
final class SealProcess extends SpokenProcess {
    private static final String DONE = "done ";
    private static final String FAILED = "failed ";

    private final SealProgram program;
    private final boolean draws;
    private final EventQueue events;

    /** @param draws whether it is to draw, or to seal */
    SealProcess(SealProgram program, boolean draws, EventQueue events) {
        super(draws ? "sealed-draw" : "seal", events);
        this.program = program;
        this.draws = draws;
        this.events = events;
    }

    @Override
    Process start() throws IOException {
        return draws ? program.startDraw() : program.startSeal();
    }

    @Override
    boolean take(String line) throws InterruptedException {
        if (line.startsWith(DONE)) {
            events.post(new Event.Done(this, line.substring(DONE.length())));
        } else if (line.startsWith(FAILED)) {
            events.post(new Event.Said(this, failure(line)));
        } else {
            return false;
        }
        return true;
    }

    private static ControlMessage.Failed failure(String line) {
        int code = line.charAt(FAILED.length()) - '0';
        return new ControlMessage.Failed(code, line.substring(FAILED.length() + 2));
    }

    @Override
    int exitCode(int number) {
        return ExitCode.isMeant(number) ? ExitCode.ofMeant(number) : number;
    }

    /** Nothing of it is lost: another does the same. */
    @Override
    public void stop() {
        kill();
    }
}
