package loteria.coordinator.supervision;

import loteria.board.SessionRegister;
import loteria.coordinator.event.Child;
import loteria.process.ExitCode;
import loteria.wire.ControlMessage;

/**
 * The stages of a sealed draw: once all agencies have finished a child seals, and once there is a seal and a number
 * another draws. What a child could not do, or did not live to do, the next is asked for. The supervisor's thread alone
 * uses it.
 */
final class Sealing {
    private final Effects effects;
    private Place<Child> place = new Place<>();
    private SessionRegister board;
    private boolean sealed;
    private boolean numberFound;
    private boolean done;
    private boolean stopping;

    Sealing(Effects effects) {
        this.effects = effects;
    }

    /** Agencies may come. */
    void open(SessionRegister taken) {
        board = taken;
    }

    /** Starts the child that is due. */
    void tend(long nowMs) {
        if (isAsked() && place.isDue(nowMs)) {
            done = false;
            place.fill(effects.startSealing(sealed), nowMs);
        }
    }

    /** Milliseconds until a child is to be started, at most {@code most}. */
    long dueIn(long nowMs, long most) {
        return isAsked() ? place.dueIn(nowMs, most) : most;
    }

    private boolean isAsked() {
        return board != null
                && board.agencies() > 0
                && board.finishedAgencies() == board.agencies()
                && !board.isDrawn()
                && (!sealed || numberFound);
    }

    boolean holds(Child child) {
        return place.holds(child);
    }

    /** A number is there: whether it is this draw's, who draws will see. */
    void numberFound() {
        numberFound = true;
    }

    /** The child has done what it was started for. */
    void done(String what) {
        done = true;
        if (!sealed) {
            sealed = true;
            effects.success("sellado", "raiz", what);
        }
    }

    /** The child says why it has not. */
    void failed(ControlMessage.Failed why) {
        place.fail(why);
    }

    /** The child is no more. */
    void exited(int exitCode, String lastLine, long nowMs) {
        if (done || stopping) {
            place = new Place<>();
            return;
        }
        boolean toldWhy = place.hasFailedWith(exitCode);
        String lastWords = place.lastWords(exitCode, lastLine);
        // What it could not do now may be possible later, for as long as it takes; what kills it again and again is
        // not.
        place.vacate(exitCode, toldWhy, nowMs);
        if (toldWhy && (exitCode == ExitCode.CORRUPT || exitCode == ExitCode.USAGE)) {
            effects.end(exitCode, lastWords);
        } else {
            effects.fail(sealed ? "sorteo" : "sellado", "error", lastWords);
        }
        if (place.isGivenUp()) {
            effects.end(
                    ExitCode.FAILED,
                    "the child that seals died " + RestartPolicy.MOST_DEATHS_BEFORE_READY + " times: " + lastWords);
        }
    }

    /** Ends the child: whatever it does can be done again. */
    void stop() {
        stopping = true;
        kill();
    }

    void kill() {
        if (!isGone()) {
            place.child().kill();
        }
    }

    boolean isGone() {
        return place.state() == Place.State.VACANT;
    }
}
