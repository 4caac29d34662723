package loteria.coordinator.supervision;

import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import loteria.board.BoardWords;
import loteria.board.NewBoard;
import loteria.board.SessionRegister;
import loteria.board.StoreState;
import loteria.coordinator.event.Child;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.SessionRequest;
import loteria.coordinator.event.Worker;
import loteria.coordinator.life.Stage;

/**
 * What a supervisor of one history has around it: children, agencies, a clock, which an {@link Adversary} moves, and
 * the invariants, which are looked at after each move. All of it follows from the seed.
 */
final class World implements Effects {
    /** For a killed process to be gone. */
    private static final long MOST_DYING_MS = 500;

    /** For a request to be answered: its bound, a hung worker's, and a tick. */
    static final long MOST_WAITING_MS = 20_000;

    static final long MOST_STOPPING_MS = Supervisor.STOP_WORKERS_MS + Supervisor.STOP_PAGE_MS + 4 * MOST_DYING_MS;

    final Random random;
    final int agencies;
    final SessionRegister board;
    final StoreState store;
    final SocketChannel channel;
    private final int places;
    private final boolean hasPage;
    final boolean seals;
    private final Supervisor supervisor;
    final List<FakeWorker> living = new ArrayList<>();
    final List<FakeWorker> dead = new ArrayList<>();
    private final Map<FakeWorker, Long> dying = new HashMap<>();
    final Map<Long, Integer> liveSessions = new HashMap<>();
    final Set<Long> toldToEnd = new HashSet<>();
    final Map<SessionRequest, Long> requests = new HashMap<>();
    final Set<Stage> reached = new HashSet<>();
    final FakeOperator operator = new FakeOperator(this);
    private final StringBuilder story = new StringBuilder();
    FakePage page;
    FakeSealer sealer;
    boolean sealed;
    boolean numberFound;
    private long nowMs;
    private long tickDueMs = 1_000;
    private long stoppedMs = -1;
    int announced;
    boolean recovered;
    FakeWorker recovering;
    private int expectedEnd = -1;
    private int end = -1;
    private boolean mayEnd;

    World(long seed, SocketChannel channel) {
        this.random = new Random(seed);
        this.channel = channel;
        this.places = 1 + random.nextInt(4);
        this.agencies = 1 + random.nextInt(6);
        this.hasPage = random.nextInt(3) == 0;
        this.seals = random.nextInt(3) == 0;
        BoardWords words = new NewBoard(1, new UUID(0, 1), agencies).words();
        this.board = new SessionRegister(words);
        this.store = new StoreState(words);
        this.supervisor = new Supervisor(places, hasPage, seals, this);
        supervisor.tend(nowMs);
        check();
    }

    /** Time passes: killed processes are gone by and by, living ones answer, ticks come. */
    void pass(long millis) {
        long until = nowMs + millis;
        while (nowMs < until) {
            nowMs += Math.min(50, until - nowMs);
            for (FakeWorker worker : List.copyOf(living)) {
                Long since = dying.get(worker);
                if (since != null && nowMs - since >= MOST_DYING_MS) {
                    worker.exit(137);
                }
            }
            if (page != null && page.isDue(nowMs)) {
                page.exit(137);
            }
            if (sealer != null && sealer.isDue(nowMs)) {
                sealer.exit(137);
            }
            if (nowMs >= tickDueMs) {
                tickDueMs = nowMs + 1_000;
                for (FakeWorker worker : List.copyOf(living)) {
                    worker.answerPings();
                    worker.ticksStarting += worker.joined ? 0 : 1;
                }
                supervisor.tick(nowMs);
            }
            supervisor.tend(nowMs);
            check();
        }
    }

    /** Whether the supervisor has asked for the end. */
    boolean hasEnded() {
        return end >= 0;
    }

    void beginToStop() {
        stoppedMs = nowMs;
    }

    boolean isStopping() {
        return stoppedMs >= 0;
    }

    long stoppingMs() {
        return nowMs - stoppedMs;
    }

    void hear(Event event) {
        story(event.toString());
        supervisor.hear(event, nowMs);
    }

    void story(String line) {
        story.append(nowMs).append(' ').append(line).append('\n');
    }

    void require(boolean holds, String what) {
        if (!holds) {
            int from = Math.max(0, story.length() - 3_000);
            throw new AssertionError(what + "\n" + story.substring(from));
        }
    }

    void check() {
        require(living.size() <= places, "never two at a place");
        for (FakeWorker worker : living) {
            require(
                    worker.killed || worker.unansweredPings <= Workers.MOST_SILENT_TICKS || isStopping(),
                    "a hung worker is killed");
            require(
                    worker.killed || worker.ticksStarting <= Workers.MOST_SILENT_TICKS_BEFORE_JOIN + 1 || isStopping(),
                    "a worker that does not come up is killed");
        }
        operator.check();
        for (Map.Entry<SessionRequest, Long> request : requests.entrySet()) {
            if (nowMs - request.getValue() > MOST_WAITING_MS) {
                require(isAnswered(request.getKey()), "a request is answered in time");
            }
        }
    }

    /** Whether a request has an answer: one that has none would take this session. */
    private boolean isAnswered(SessionRequest request) {
        try {
            request.await(0);
            return true;
        } catch (SessionRequest.RefusedException e) {
            return !e.getMessage().startsWith("no session within");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // What the children tell the world of what they were asked.

    void sessionOpens(SessionRequest request) {
        int agency = request.agency();
        require(!liveSessions.containsValue(agency), "a session begins only after its predecessor has ended");
        require(request.number() == board.newestSession(agency), "only the newest session begins");
        operator.sessionOpens(request);
        liveSessions.put(request.number(), agency);
    }

    void sessionOver(long session) {
        operator.sessionOver(liveSessions.remove(session), session);
    }

    void drawTold(FakeWorker worker) {
        for (FakeWorker other : living) {
            require(!other.drawing, "one draw at a time");
        }
        require(!board.isDrawn(), "a draw is not done again");
        require(board.finishedAgencies() == agencies, "no draw before all have finished");
        require(worker.ready, "who draws is ready");
        require(!seals, "no worker draws what is sealed");
    }

    void killed(FakeWorker worker) {
        boolean silent = worker.unansweredPings >= Workers.MOST_SILENT_TICKS && worker.hung;
        boolean late = worker.ticksStarting > Workers.MOST_SILENT_TICKS_BEFORE_JOIN;
        require(silent || late || isStopping(), "only who hangs is killed");
        dying.putIfAbsent(worker, nowMs);
    }

    void expectEnd(int exitCode) {
        expectedEnd = expectedEnd < 0 ? exitCode : expectedEnd;
    }

    void workerExited(FakeWorker worker, int exitCode) {
        living.remove(worker);
        dead.add(worker);
        dying.remove(worker);
        story("exit " + exitCode);
        mayEnd |= !worker.ready && !reached.contains(Stage.WORKERS_READY);
        supervisor.hear(new Event.Exited(worker, exitCode, null), nowMs);
        require(expectedEnd < 0 || end >= 0 || isStopping(), "an exit code of ours, with the child's word, ends it");
    }

    void pageExited() {
        page = null;
    }

    // The effects.

    @Override
    public Worker startWorker() {
        require(!isStopping(), "nobody is started while it stops");
        FakeWorker worker = new FakeWorker(this, living.size() + dead.size());
        living.add(worker);
        return worker;
    }

    @Override
    public Child startPage() {
        require(page == null, "one page at a time");
        require(hasPage && !isStopping(), "a page is started where there is to be one");
        page = new FakePage(this);
        return page;
    }

    @Override
    public Child startSealing(boolean draws) {
        require(sealer == null && seals && !isStopping(), "one child seals, where it is asked for");
        require(store.finishedAgencies() == agencies && !store.isDrawn(), "when all have finished, until it is drawn");
        require(!draws || sealed && numberFound, "a draw comes after the seal and the number");
        sealer = new FakeSealer(this, draws);
        return sealer;
    }

    @Override
    public void reach(Stage stage) {
        require(reached.add(stage), "a stage is reached once");
        if (stage == Stage.WORKERS_READY) {
            supervisor.hear(new Event.Opened(board), nowMs);
        }
    }

    @Override
    public void end(int exitCode, String reason) {
        story("end " + exitCode + " " + reason);
        require(
                exitCode == expectedEnd || exitCode == 1 && mayEnd || end >= 0 || isStopping(),
                "no end without a reason");
        end = end < 0 ? exitCode : end;
    }

    @Override
    public void endWithoutPage(String reason) {
        end(1, reason);
    }

    @Override
    public void success(String action, Object... fields) {
        if (action.equals("sorteo") || action.equals("sorteo_recuperado")) {
            announced++;
        } else if (action.equals("close_sales")) {
            operator.logsClosedSales((Integer) fields[1]);
        }
    }

    @Override
    public void fail(String action, Object... fields) {
        // Lines of the log decide nothing.
    }

    void pageMayEndIt() {
        mayEnd = true;
    }

    void sealerMayEndIt() {
        mayEnd = true;
    }

    long nowMs() {
        return nowMs;
    }
}
