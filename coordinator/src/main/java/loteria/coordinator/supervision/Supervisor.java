package loteria.coordinator.supervision;

import java.util.Set;
import loteria.board.SessionRegister;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.SessionRequest;
import loteria.coordinator.event.Worker;
import loteria.coordinator.life.Stage;
import loteria.wire.ControlMessage;
import loteria.wire.ErrorCode;

/**
 * What decides in a coordinator: about its children, its agencies' sessions and the draw. It hears events, one at a
 * time, and asks {@link Effects} and {@link Child} for what is to be done, neither of which it waits for. It has no
 * clock and no thread of its own: whoever runs it gives it the time, in milliseconds, and a {@link #tick} a second.
 */
public final class Supervisor {
    /** For the workers to end in order when the coordinator stops. */
    static final long STOP_WORKERS_MS = 4_000;

    /** For the page to end in order after them. */
    static final long STOP_PAGE_MS = 1_000;

    /** How the central is. */
    private enum Phase {
        STARTING,
        OPEN,
        STOPPING_WORKERS,
        STOPPING_PAGE,
        STOPPED
    }

    private final Effects effects;
    private final Workers workers;
    private final Page page;
    private final Sealing sealing;
    private Phase phase = Phase.STARTING;
    private SessionRegister board;
    private Sessions sessions;
    private DrawDirector director;
    private long stopDueMs;

    /**
     * @param hasPage whether there is to be a page
     * @param seals whether the draw is to be sealed
     */
    public Supervisor(int size, boolean hasPage, boolean seals, Effects effects) {
        this.effects = effects;
        this.workers = new Workers(size, effects);
        this.page = hasPage ? new Page(effects) : null;
        this.sealing = seals ? new Sealing(effects) : null;
    }

    /** Starts what is to be started by now; to be called first, and by the time that {@link #dueIn} says. */
    public void tend(long nowMs) {
        if (isStopping()) {
            goOnStopping(nowMs);
            return;
        }
        workers.tend(nowMs);
        if (page != null && phase == Phase.OPEN) {
            page.tend(nowMs);
        }
        if (sealing != null && phase == Phase.OPEN) {
            sealing.tend(nowMs);
        }
    }

    /** Milliseconds until there is something to {@link #tend}, at most {@code most}. */
    public long dueIn(long nowMs, long most) {
        if (isStopping()) {
            return phase == Phase.STOPPED ? most : Math.min(most, Math.max(0, stopDueMs - nowMs));
        }
        long due = workers.dueIn(nowMs, most);
        if (sealing != null) {
            due = sealing.dueIn(nowMs, due);
        }
        return page != null && phase == Phase.OPEN ? page.dueIn(nowMs, due) : due;
    }

    /** Once a second: looks who hangs, and whether a draw is due. */
    public void tick(long nowMs) {
        if (!isStopping()) {
            workers.checkPulses();
        }
        if (phase == Phase.OPEN) {
            sessions.tick(nowMs);
            director.look();
        }
    }

    /** Whether agencies can be served. */
    public boolean serves() {
        return phase == Phase.OPEN && workers.areReady();
    }

    /** Something has happened. */
    public void hear(Event event, long nowMs) {
        if (event instanceof Event.Said said) {
            heard(said.child(), said.message());
        } else if (event instanceof Event.Asked asked) {
            asked(asked.request(), nowMs);
        } else if (event instanceof Event.Started started) {
            started(started);
        } else if (event instanceof Event.Joined joined) {
            Place<Worker> place = workers.placeOf(joined.worker());
            if (place != null) {
                workers.joined(place);
            }
        } else if (event instanceof Event.Exited exited) {
            exited(exited, nowMs);
        } else if (event instanceof Event.NotOpened notOpened) {
            sessions.notOpened(notOpened.worker(), notOpened.request());
        } else if (event instanceof Event.Done done) {
            if (sealing != null && sealing.holds(done.child())) {
                sealing.done(done.what());
            }
        } else if (event instanceof Event.NumberFound) {
            sealing.numberFound();
        } else if (event instanceof Event.SocketsRenewed) {
            workers.listenAnew();
        } else if (event instanceof Event.AgenciesChanged changed) {
            agenciesChanged(changed.disabled());
        } else if (event instanceof Event.Opened opened) {
            open(opened.board());
        } else if (event instanceof Event.Stop) {
            stop(nowMs);
        }
        tend(nowMs);
    }

    private boolean isStopping() {
        return phase.compareTo(Phase.OPEN) > 0;
    }

    private void started(Event.Started started) {
        Place<Worker> place = workers.placeOf(started.child());
        if (place != null) {
            place.setPid(started.pid());
        } else if (page != null && page.holds(started.child())) {
            page.started(started.pid());
        }
    }

    private void heard(Child child, ControlMessage message) {
        Place<Worker> place = workers.placeOf(child);
        if (place != null) {
            heard(place, message);
        } else if (page != null && page.holds(child) && message instanceof ControlMessage.Ready) {
            page.ready();
        } else if (sealing != null && sealing.holds(child) && message instanceof ControlMessage.Failed failed) {
            sealing.failed(failed);
        }
    }

    private void heard(Place<Worker> place, ControlMessage message) {
        if (message instanceof ControlMessage.Pong) {
            place.answered();
        } else if (message instanceof ControlMessage.Ready) {
            if (workers.ready(place) && board != null) {
                board.countWorkerReplaced();
            }
            look();
        } else if (message instanceof ControlMessage.Goodbye) {
            place.sayGoodbye();
        } else if (message instanceof ControlMessage.Failed failed) {
            place.fail(failed);
        } else if (sessions == null) {
            // Nothing else can be meant for a central that has not opened.
            return;
        } else if (message instanceof ControlMessage.SessionEnded ended) {
            sessions.ended(place.child(), ended.session());
        } else if (message instanceof ControlMessage.SalesClosed) {
            look();
        } else if (message instanceof ControlMessage.Drawn) {
            director.drawn(place.child());
        } else if (message instanceof ControlMessage.DrawFailed failed) {
            director.failed(place.child(), failed.reason());
        }
    }

    private void exited(Event.Exited exited, long nowMs) {
        Place<Worker> place = workers.placeOf(exited.child());
        if (place != null) {
            workers.exited(place, exited.exitCode(), exited.lastWords(), nowMs);
            if (sessions != null) {
                sessions.exited(exited.child());
                director.exited(exited.child());
            }
        } else if (page != null && page.holds(exited.child())) {
            page.exited(exited.exitCode(), exited.lastWords(), nowMs);
        } else if (sealing != null && sealing.holds(exited.child())) {
            sealing.exited(exited.exitCode(), exited.lastWords(), nowMs);
            look();
        }
    }

    private void asked(SessionRequest request, long nowMs) {
        if (phase == Phase.OPEN) {
            sessions.asked(request, nowMs);
        } else if (isStopping()) {
            request.refuse(ErrorCode.STOPPING, "the central is stopping");
        } else {
            request.refuse(ErrorCode.STARTING, "the central is starting");
        }
    }

    private void agenciesChanged(Set<Integer> disabled) {
        if (phase == Phase.OPEN) {
            sessions.setDisabled(disabled);
        }
    }

    private void look() {
        if (phase == Phase.OPEN) {
            director.look();
        }
    }

    /** The board is there. */
    private void open(SessionRegister taken) {
        if (phase == Phase.STARTING) {
            phase = Phase.OPEN;
            board = taken;
            sessions = new Sessions(taken, workers, effects);
            director = new DrawDirector(taken, workers, sealing != null, effects);
            if (sealing != null) {
                sealing.open(taken);
            }
            director.begin();
        }
    }

    private void stop(long nowMs) {
        if (!isStopping()) {
            if (sessions != null) {
                sessions.stop();
            }
            workers.stop();
            if (sealing != null) {
                sealing.stop();
            }
            phase = Phase.STOPPING_WORKERS;
            stopDueMs = nowMs + STOP_WORKERS_MS;
        }
    }

    /** Asks, waits, then forces: first the workers, then the page, which so can tell of their end. */
    private void goOnStopping(long nowMs) {
        if (phase == Phase.STOPPING_WORKERS) {
            if (workers.areGone() && (sealing == null || sealing.isGone())) {
                phase = Phase.STOPPING_PAGE;
                stopDueMs = nowMs + STOP_PAGE_MS;
                if (page != null) {
                    page.stop();
                }
            } else if (nowMs >= stopDueMs) {
                workers.killAll();
                if (sealing != null) {
                    sealing.kill();
                }
                stopDueMs = nowMs + STOP_WORKERS_MS;
            }
        }
        if (phase == Phase.STOPPING_PAGE) {
            if (page == null || page.isGone()) {
                phase = Phase.STOPPED;
                effects.reach(Stage.CHILDREN_GONE);
            } else if (nowMs >= stopDueMs) {
                page.kill();
                stopDueMs = nowMs + STOP_PAGE_MS;
            }
        }
    }
}
