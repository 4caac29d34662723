package loteria.coordinator.supervision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.SessionRequest;
import loteria.coordinator.life.Stage;
import loteria.wire.ControlMessage;

/** Who moves a {@link World}: the children, the world.agencies and the clock, as a seed says. */
final class Adversary {
    /** Between the numbers of requests: those that are late have numbers of their own in between. */
    private static final int STEP = 4;

    private final World world;
    private final Random random;
    private final Map<Integer, Long> newestAsked = new HashMap<>();
    private long number = STEP * STEP;
    private long pids;

    Adversary(World world) {
        this.world = world;
        this.random = world.random;
    }

    /** So many moves of an adversary, then a time of peace in which all must come right, then the end. */
    void play(int moves) {
        for (int i = 0; i < moves && !world.hasEnded(); i++) {
            move();
            world.check();
        }
        if (!world.hasEnded()) {
            makePeace();
        }
        stop();
    }

    private void move() {
        int what = random.nextInt(104);
        FakeWorker worker = world.living.isEmpty() ? null : world.living.get(random.nextInt(world.living.size()));
        if (what < 25) {
            world.pass(1 + random.nextInt(400));
        } else if (what < 45 && worker != null) {
            bringUp(worker);
        } else if (what < 65 && worker != null) {
            worker.move();
        } else if (what < 80) {
            ask();
        } else if (what < 84 && worker != null) {
            worker.endSomeSession();
        } else if (what < 87) {
            closeSales(worker);
        } else if (what < 90 && worker != null && worker.started) {
            world.story("dies");
            worker.exit(random.nextInt(5) == 0 ? 3 : 134);
        } else if (what < 92 && worker != null) {
            world.story("hangs");
            worker.hung = !worker.hung;
        } else if (what < 95) {
            babble(worker);
        } else if (what < 97 && world.page != null) {
            world.page.move();
        } else if (what < 97 && world.sealer != null) {
            world.sealer.move();
        } else if (what == 97 && world.seals && world.store.newestSession(1) > 0) {
            findNumber();
        } else if (what < 98 && worker != null && worker.begun && !worker.ready) {
            worker.fail(random.nextInt(4));
        } else if (what >= 100 && world.reached.contains(Stage.WORKERS_READY)) {
            world.operator.move();
        }
    }

    /** Somebody has put a number there, too early perhaps. */
    private void findNumber() {
        world.numberFound = true;
        world.hear(new Event.NumberFound());
    }

    /** A child comes up a step, or cannot be started. */
    private void bringUp(FakeWorker worker) {
        if (worker.hung || worker.exited) {
            return;
        }
        if (!worker.started && random.nextInt(12) == 0) {
            world.story("cannot be started");
            worker.exit(Event.Exited.NEVER_STARTED);
        } else if (!worker.started) {
            worker.started = true;
            pids++;
            world.hear(new Event.Started(worker, pids));
        } else if (!worker.joined && !worker.killed) {
            worker.joined = true;
            world.hear(new Event.Joined(worker));
        }
    }

    private void ask() {
        if (!world.reached.contains(Stage.WORKERS_READY)) {
            return;
        }
        number += STEP;
        // Threads of connections ask in any order.
        int late = random.nextInt(6) == 0 ? 1 + random.nextInt(STEP - 1) : 0;
        long asked = number - late * STEP + late;
        ask(new SessionRequest(1 + random.nextInt(world.agencies), asked, random.nextInt(3)));
    }

    private void ask(SessionRequest request) {
        long newest = newestAsked.getOrDefault(request.agency(), 0L);
        long known = world.board.newestSession(request.agency());
        world.requests.put(request, world.nowMs());
        world.hear(new Event.Asked(request));
        if (world.operator.isAway(request.agency(), World.MOST_WAITING_MS)) {
            boolean isNewest = request.number() > newest;
            world.require(
                    world.board.newestSession(request.agency()) == (isNewest ? request.number() : known)
                            || world.isStopping(),
                    "the board knows the newest session at once");
            newestAsked.put(request.agency(), Math.max(newest, request.number()));
        }
    }

    private void closeSales(FakeWorker worker) {
        int agency = 1 + random.nextInt(world.agencies);
        world.store.setAgency(agency, 0, 0, true);
        if (worker != null && worker.ready) {
            world.hear(new Event.Said(worker, new ControlMessage.SalesClosed(agency)));
        }
    }

    /** Says what is not expected, or says it after its death. */
    private void babble(FakeWorker worker) {
        FakeWorker who = random.nextBoolean() && !world.dead.isEmpty()
                ? world.dead.get(random.nextInt(world.dead.size()))
                : worker;
        if (who == null) {
            return;
        }
        ControlMessage[] words = {
            new ControlMessage.Pong(),
            new ControlMessage.SessionEnded(1_000_000 + random.nextInt(10)),
            new ControlMessage.SalesClosed(1),
            new ControlMessage.Joined(7)
        };
        for (int i = random.nextInt(20); i >= 0; i--) {
            ControlMessage word = words[random.nextInt(words.length)];
            who.unansweredPings = word instanceof ControlMessage.Pong ? 0 : who.unansweredPings;
            world.hear(new Event.Said(who, word));
        }
        if (who.exited) {
            world.hear(new Event.Said(who, new ControlMessage.Ready()));
            world.hear(new Event.Said(who, new ControlMessage.Drawn(1)));
            world.hear(new Event.Joined(who));
            world.hear(new Event.Exited(who, 3, "once more"));
        }
    }

    /** Nobody hangs or dies any more: all must be served, and drawn if all have finished. */
    private void makePeace() {
        for (int agency = 1; agency <= world.agencies; agency++) {
            world.store.setAgency(agency, 0, 0, true);
        }
        if (world.reached.contains(Stage.WORKERS_READY)) {
            world.operator.enableAll();
        }
        for (int i = 0; i < 300 && !world.hasEnded(); i++) {
            world.pass(200);
            work();
        }
        if (world.hasEnded()) {
            return;
        }
        world.require(world.reached.contains(Stage.WORKERS_READY), "in peace all workers come up");
        for (int agency = 1; agency <= world.agencies && !world.hasEnded(); agency++) {
            number += STEP;
            SessionRequest request = new SessionRequest(agency, number, 0);
            ask(request);
            for (int i = 0; i < 100; i++) {
                world.pass(100);
                work();
            }
            world.require(
                    world.hasEnded()
                            || !request.begin(world.channel)
                            || world.liveSessions.containsKey(request.number()),
                    "in peace a request is answered");
        }
        world.require(world.hasEnded() || world.board.isDrawn(), "in peace it is drawn");
        world.require(world.hasEnded() || world.announced == 1, "a draw is announced once");
    }

    /** All that lives does what it was told. */
    private void work() {
        for (FakeWorker worker : List.copyOf(world.living)) {
            worker.hung = false;
            bringUp(worker);
            worker.endOperatorsSessions();
            worker.move();
        }
        if (world.page != null) {
            world.page.work();
        }
        if (world.sealer != null) {
            world.sealer.work();
        }
        if (world.seals && !world.numberFound) {
            findNumber();
        }
    }

    /** The central stops, and whatever its children do, it has ended soon. */
    private void stop() {
        world.beginToStop();
        world.hear(new Event.Stop());
        while (!world.reached.contains(Stage.CHILDREN_GONE)) {
            world.require(world.stoppingMs() <= World.MOST_STOPPING_MS, "the stop ends within its bound");
            if (!world.living.isEmpty() && random.nextInt(3) == 0) {
                world.living.get(random.nextInt(world.living.size())).move();
            }
            if (random.nextInt(10) == 0) {
                ask();
            }
            world.pass(50);
        }
        world.require(world.living.isEmpty(), "no worker is left");
        world.require(world.page == null, "no world.page is left");
        world.require(world.sealer == null, "no child that seals is left");
        for (SessionRequest request : world.requests.keySet()) {
            world.require(!request.begin(world.channel) || world.liveSessions.isEmpty(), "no request is left");
        }
    }
}
