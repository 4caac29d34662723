package loteria.coordinator.supervision;

import java.util.ArrayList;
import java.util.List;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.Worker;
import loteria.coordinator.life.Stage;
import loteria.process.ExitCode;
import loteria.wire.ControlMessage;

/**
 * The workers: which is at which place, who may begin, who is ready, who hangs. The first recovers the store before the
 * others begin. The supervisor's thread alone uses it.
 */
final class Workers {
    /** Ticks without an answer to a ping after which a worker counts as hung. */
    static final int MOST_SILENT_TICKS = 5;

    /** Ticks for a JVM to come up and join, on the busiest machine. */
    static final int MOST_SILENT_TICKS_BEFORE_JOIN = 60;

    private final Effects effects;
    private final List<Place<Worker>> places = new ArrayList<>();
    private boolean recovering;
    private boolean recovered;
    private boolean everReady;
    private boolean stopping;

    Workers(int size, Effects effects) {
        this.effects = effects;
        for (int i = 0; i < size; i++) {
            places.add(new Place<>());
        }
    }

    /** Starts the workers that are due. */
    void tend(long nowMs) {
        for (Place<Worker> place : places) {
            if (place.isDue(nowMs)) {
                place.fill(effects.startWorker(), nowMs);
            }
        }
    }

    /** Milliseconds until the next worker is to be started, at most {@code most}. */
    long dueIn(long nowMs, long most) {
        long due = most;
        for (Place<Worker> place : places) {
            due = place.dueIn(nowMs, due);
        }
        return due;
    }

    /** The place of a worker; null if it has none any more. */
    Place<Worker> placeOf(Child worker) {
        for (Place<Worker> place : places) {
            if (place.holds(worker)) {
                return place;
            }
        }
        return null;
    }

    /** The place that serves an agency, whether or not its worker is ready. */
    Place<Worker> of(int agency) {
        return places.get((agency - 1) % places.size());
    }

    /** Some place whose worker is ready; null if there is none just now. */
    Place<Worker> anyReady() {
        for (Place<Worker> place : places) {
            if (place.state() == Place.State.READY) {
                return place;
            }
        }
        return null;
    }

    /** Whether every place has a worker that takes sessions. */
    boolean areReady() {
        for (Place<Worker> place : places) {
            if (place.state() != Place.State.READY) {
                return false;
            }
        }
        return true;
    }

    /** Whether no worker is left. */
    boolean areGone() {
        for (Place<Worker> place : places) {
            if (place.state() != Place.State.VACANT) {
                return false;
            }
        }
        return true;
    }

    /** Says something to every worker that is ready. */
    void tellAll(ControlMessage message) {
        for (Place<Worker> place : places) {
            if (place.state() == Place.State.READY) {
                place.child().tell(message);
            }
        }
    }

    /** Has all that listen for sessions do so anew. */
    void listenAnew() {
        for (Place<Worker> place : places) {
            if (place.state() == Place.State.BEGUN || place.state() == Place.State.READY) {
                place.child().listenAnew();
            }
        }
    }

    /** Asks each for a sign of life, and kills those that have given none for too long. */
    void checkPulses() {
        for (Place<Worker> place : places) {
            Place.State state = place.state();
            if (state == Place.State.VACANT || state == Place.State.JOINED) {
                // One that waits for its turn is not asked anything.
                continue;
            }
            int most = state == Place.State.STARTING ? MOST_SILENT_TICKS_BEFORE_JOIN : MOST_SILENT_TICKS;
            if (place.countSilence() > most) {
                place.child().kill();
            } else if (state != Place.State.STARTING) {
                place.child().tell(new ControlMessage.Ping());
            }
        }
    }

    /** A worker has connected. */
    void joined(Place<Worker> place) {
        if (place.state() == Place.State.STARTING) {
            place.enter(Place.State.JOINED);
            giveTurns();
        }
    }

    /** A worker takes sessions; if it is the first, the store is recovered. Returns whether it took another's place. */
    boolean ready(Place<Worker> place) {
        if (place.state() != Place.State.BEGUN) {
            return false;
        }
        boolean successor = everReady;
        place.enter(Place.State.READY);
        recovered = true;
        giveTurns();
        if (!everReady && areReady()) {
            everReady = true;
            effects.reach(Stage.WORKERS_READY);
        }
        return successor;
    }

    /** Lets those begin who may: all once the store is recovered, until then one that recovers it. */
    private void giveTurns() {
        for (Place<Worker> place : places) {
            if (place.state() == Place.State.JOINED && !stopping && (recovered || !recovering)) {
                recovering = true;
                place.enter(Place.State.BEGUN);
                place.child().begin(!recovered);
            }
        }
    }

    /** A worker is no more: draws the consequences. */
    void exited(Place<Worker> place, int exitCode, String lastLine, long nowMs) {
        long pid = place.pid();
        if (place.state() == Place.State.BEGUN && !recovered) {
            recovering = false;
        }
        place.vacate(exitCode, everReady, nowMs);
        String lastWords = place.lastWords(exitCode, lastLine);
        if (place.hasSaidGoodbye() && exitCode == ExitCode.DONE) {
            effects.success("close", "resource", "worker", "pid", pid);
        } else if (place.hasFailedWith(exitCode) && isFinal(exitCode)) {
            effects.end(exitCode, lastWords);
        } else if (!stopping) {
            effects.fail("worker", "pid", pid, "error", lastWords);
        }
        if (place.isGivenUp() && !stopping) {
            effects.end(
                    ExitCode.FAILED,
                    "a worker died " + RestartPolicy.MOST_DEATHS_BEFORE_READY + " times before it was ready: "
                            + lastWords);
        }
        giveTurns();
    }

    /** Whether another worker would end the same way. */
    private static boolean isFinal(int exitCode) {
        return exitCode == ExitCode.CORRUPT || exitCode == ExitCode.USAGE;
    }

    /** Asks all to end; one that has not begun has nothing to end. */
    void stop() {
        stopping = true;
        for (Place<Worker> place : places) {
            place.stop();
            if (place.state() == Place.State.BEGUN || place.state() == Place.State.READY) {
                place.child().stop();
            } else if (place.state() != Place.State.VACANT) {
                place.child().kill();
            }
        }
    }

    void killAll() {
        for (Place<Worker> place : places) {
            if (place.state() != Place.State.VACANT) {
                place.child().kill();
            }
        }
    }
}
