package loteria.coordinator.supervision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.SessionRequest;
import loteria.coordinator.event.Worker;
import loteria.wire.ControlMessage;

/** A worker as the adversary moves it: what it was told waits until its next move, and what it says is an event. */
final class FakeWorker implements Worker {
    private final World world;
    private final int name;
    private final Deque<Object> inbox = new ArrayDeque<>();
    private final Set<Long> sessions = new HashSet<>();
    private final List<SessionRequest> opening = new ArrayList<>();
    boolean started;
    boolean joined;
    boolean begun;
    boolean ready;
    boolean hung;
    boolean killed;
    boolean stopTold;
    boolean exited;
    boolean drawing;
    int unansweredPings;
    int ticksStarting;

    FakeWorker(World world, int name) {
        this.world = world;
        this.name = name;
    }

    @Override
    public String toString() {
        return "worker " + name;
    }

    @Override
    public void begin(boolean recover) {
        world.require(joined && !begun, "a worker begins once, after it has joined");
        world.require(recover != world.recovered, "the first recovers, and no other");
        world.require(!recover || world.recovering == null, "one recovers at a time");
        if (recover) {
            world.recovering = this;
        }
        begun = true;
        inbox.add("begin");
    }

    @Override
    public void tell(ControlMessage message) {
        world.require(joined, "only who has joined can be told something");
        if (message instanceof ControlMessage.Ping) {
            unansweredPings++;
        } else if (message instanceof ControlMessage.Draw) {
            world.drawTold(this);
            drawing = true;
        } else if (message instanceof ControlMessage.EndSession end) {
            world.toldToEnd.add(end.session());
        }
        inbox.add(message);
    }

    @Override
    public void listenAnew() {
        world.require(begun, "only who has begun listens for sessions");
    }

    @Override
    public void open(SessionRequest request) {
        world.require(ready && !exited, "a session opens with a worker that is ready");
        world.sessionOpens(request);
        sessions.add(request.number());
        opening.add(request);
        inbox.add(request);
    }

    @Override
    public void stop() {
        stopTold = true;
        inbox.add("stop");
    }

    @Override
    public void kill() {
        world.killed(this);
        killed = true;
    }

    /** Does the next thing it was told, if it is not hung. */
    void move() {
        Object next = hung || exited ? null : inbox.poll();
        if (next == null) {
            return;
        }
        if (next.equals("begin")) {
            if (world.random.nextInt(10) > 0) {
                becomeReady();
            } else {
                fail(world.random.nextInt(4));
            }
        } else if (next.equals("stop")) {
            world.hear(new Event.Said(this, new ControlMessage.Goodbye()));
            exit(0);
        } else if (next instanceof SessionRequest request) {
            begin(request);
        } else if (next instanceof ControlMessage.Ping) {
            unansweredPings = 0;
            world.hear(new Event.Said(this, new ControlMessage.Pong()));
        } else if (next instanceof ControlMessage.EndSession end) {
            endSession(end.session());
        } else if (next instanceof ControlMessage.Draw) {
            draw();
        }
    }

    /** Answers the pings it has, as a process that lives does, however much else it has to do. */
    void answerPings() {
        if (!hung && !exited && unansweredPings > 0) {
            unansweredPings = 0;
            inbox.removeIf(told -> told instanceof ControlMessage.Ping);
            world.hear(new Event.Said(this, new ControlMessage.Pong()));
        }
    }

    void becomeReady() {
        ready = true;
        unansweredPings = 0;
        world.recovered = true;
        if (world.recovering == this) {
            world.recovering = null;
        }
        world.hear(new Event.Said(this, new ControlMessage.Ready()));
    }

    private void begin(SessionRequest request) {
        opening.remove(request);
        if (world.random.nextInt(8) == 0) {
            over(request.number());
            world.hear(new Event.NotOpened(this, request));
        } else if (!request.begin(world.channel)) {
            endSession(request.number());
        }
    }

    private void endSession(long session) {
        if (sessions.contains(session)) {
            over(session);
        }
        world.hear(new Event.Said(this, new ControlMessage.SessionEnded(session)));
    }

    /** An operator's session lasts as long as its bound, at most. */
    void endOperatorsSessions() {
        for (long session : List.copyOf(sessions)) {
            if (FakeOperator.isOperators(session) && hasBegun(session)) {
                endSession(session);
            }
        }
    }

    /** Ends one of its sessions by itself. */
    void endSomeSession() {
        for (long session : sessions) {
            if (hasBegun(session)) {
                endSession(session);
                return;
            }
        }
    }

    private boolean hasBegun(long session) {
        return opening.stream().noneMatch(request -> request.number() == session);
    }

    private void over(long session) {
        sessions.remove(session);
        world.sessionOver(session);
    }

    private void draw() {
        int outcome = world.random.nextInt(4);
        if (outcome == 0) {
            drawing = false;
            world.hear(new Event.Said(this, new ControlMessage.DrawFailed("no room")));
        } else if (outcome == 1) {
            // It takes its time.
            inbox.add(new ControlMessage.Draw());
        } else {
            world.store.setDrawn();
            drawing = false;
            world.hear(new Event.Said(this, new ControlMessage.Drawn(0)));
        }
    }

    /** Ends with an exit code and its own word for it, of the table's codes. */
    void fail(int exitCode) {
        world.hear(new Event.Said(this, new ControlMessage.Failed(exitCode, "because")));
        if (exitCode > 1) {
            world.expectEnd(exitCode);
        }
        exit(exitCode);
    }

    void exit(int exitCode) {
        exited = true;
        if (world.recovering == this) {
            world.recovering = null;
        }
        for (long session : List.copyOf(sessions)) {
            over(session);
        }
        world.workerExited(this, exitCode);
    }
}
