package loteria.coordinator.supervision;

import loteria.coordinator.event.Child;
import loteria.coordinator.life.Stage;

/**
 * The page's place. A page that cannot be had at the start is a reason not to start; from then on the draw goes on
 * without it. The supervisor's thread alone uses it.
 */
final class Page {
    private final House house;
    private final Place<Child> place = new Place<>();
    private boolean everReady;
    private boolean stopping;

    Page(House house) {
        this.house = house;
    }

    /** Starts it if it is due. */
    void tend(long nowMs) {
        if (place.isDue(nowMs)) {
            place.fill(house.startPage(), nowMs);
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
            house.reach(Stage.PAGE_READY);
        }
    }

    /** It is no more. */
    void exited(int exitCode, String lastLine, long nowMs) {
        long pid = place.pid();
        place.vacate(exitCode, nowMs);
        String lastWords = lastLine == null ? "exit code " + exitCode : lastLine;
        if (stopping) {
            house.success("close", "resource", "page");
        } else if (!everReady) {
            house.endWithoutPage(lastWords);
        } else {
            house.fail("http", "pid", pid, "error", lastWords);
            if (place.isGivenUp()) {
                house.fail("http", "error", "given up: the central goes on without its page");
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
