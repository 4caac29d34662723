package loteria.coordinator.supervision;

import loteria.coordinator.event.Child;
import loteria.coordinator.life.Stage;

/**
 * The page's place. A page that cannot be had at the start is a reason not to start; from then on the draw goes on
 * without it. The supervisor's thread alone uses it.
 */
final class Page {
    private final Effects effects;
    private final Place<Child> place = new Place<>();
    private boolean everReady;
    private boolean stopping;

    Page(Effects effects) {
        this.effects = effects;
    }

    /** Starts it if it is due. */
    void tend(long nowMs) {
        if (place.isDue(nowMs)) {
            place.fill(effects.startPage(), nowMs);
        }
    }

    /** Milliseconds until it is to be started, at most {@code most}. */
    long dueIn(long nowMs, long most) {
        return place.dueIn(nowMs, most);
    }

    boolean holds(Child child) {
        return place.holds(child);
    }

    void started(long pid) {
        place.setPid(pid);
    }

    /** It listens. */
    void ready() {
        place.enter(Place.State.READY);
        if (!everReady) {
            everReady = true;
            effects.reach(Stage.PAGE_READY);
        }
    }

    /** It is no more. */
    void exited(int exitCode, String lastLine, long nowMs) {
        long pid = place.pid();
        place.vacate(exitCode, false, nowMs);
        String lastWords = lastLine == null ? "exit code " + exitCode : lastLine;
        if (stopping) {
            effects.success("close", "resource", "page");
        } else if (!everReady) {
            effects.endWithoutPage(lastWords);
        } else {
            effects.fail("http", "pid", pid, "error", lastWords);
            if (place.isGivenUp()) {
                effects.fail("http", "error", "given up: the central goes on without its page");
            }
        }
    }

    /** Asks it to end. */
    void stop() {
        stopping = true;
        place.stop();
        if (place.state() != Place.State.VACANT) {
            place.child().stop();
        }
    }

    void kill() {
        if (place.state() != Place.State.VACANT) {
            place.child().kill();
        }
    }

    boolean isGone() {
        return place.state() == Place.State.VACANT;
    }
}
