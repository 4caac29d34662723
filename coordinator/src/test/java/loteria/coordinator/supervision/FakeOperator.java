package loteria.coordinator.supervision;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.SessionRequest;

/** The operator as the adversary moves it, and what must hold of what it says. */
final class FakeOperator {
    /** Far from the agencies' own numbers. */
    private static final long FIRST_NUMBER = 1_000_000_000;

    private final World world;
    private final Set<Integer> disabled = new HashSet<>();

    /** The operator's sessions that go on, and whether the sales were closed when they began. */
    private final Map<Long, Boolean> sessions = new HashMap<>();

    /** When it asked last, by agency. */
    private final Map<Integer, Long> asked = new HashMap<>();

    private final Set<Integer> closed = new TreeSet<>();
    private final Set<Integer> logged = new TreeSet<>();
    private long number = FIRST_NUMBER;

    FakeOperator(World world) {
        this.world = world;
    }

    static boolean isOperators(long session) {
        return session > FIRST_NUMBER;
    }

    /** Says anew who may sell, or asks for a session in an agency's place. */
    void move() {
        int agency = 1 + world.random.nextInt(world.agencies);
        if (world.random.nextInt(4) == 0) {
            ask(agency);
        } else {
            if (!disabled.remove(agency)) {
                disabled.add(agency);
            }
            tell();
        }
    }

    /** Lets all sell. */
    void enableAll() {
        disabled.clear();
        tell();
    }

    private void tell() {
        world.hear(new Event.AgenciesChanged(Set.copyOf(disabled)));
        for (int agency : disabled) {
            long newest = world.board.newestSession(agency);
            world.require(
                    newest == 0 || isOperators(newest) || world.isStopping(), "nothing of a disabled agency is stored");
        }
    }

    private void ask(int agency) {
        number++;
        SessionRequest request = SessionRequest.ofOperator(agency, number);
        asked.put(agency, world.nowMs());
        world.requests.put(request, world.nowMs());
        world.hear(new Event.Asked(request));
    }

    /** Whether an agency's own requests are taken: nothing of the operator is in their way, and surely not any more. */
    boolean isAway(int agency, long forMs) {
        return !disabled.contains(agency)
                && world.nowMs() - asked.getOrDefault(agency, -forMs) >= forMs
                && sessions.keySet().stream().noneMatch(session -> world.liveSessions.get(session) == agency);
    }

    void sessionOpens(SessionRequest request) {
        world.require(
                request.isByOperator() || !disabled.contains(request.agency()),
                "no session of its own opens for a disabled agency");
        if (request.isByOperator()) {
            sessions.put(request.number(), world.board.isFinished(request.agency()));
        }
    }

    void sessionOver(int agency, long session) {
        Boolean closedBefore = sessions.remove(session);
        if (closedBefore != null && !closedBefore && world.board.isFinished(agency)) {
            closed.add(agency);
        }
    }

    void logsClosedSales(int agency) {
        world.require(logged.add(agency), "what the operator closed is logged once");
    }

    /** At any time between two moves. */
    void check() {
        world.require(logged.equals(closed), "what the operator closed is logged, and nothing else");
        for (int agency : closed) {
            world.require(world.board.isClosedByOperator(agency), "the board knows what the operator closed");
        }
        world.liveSessions.forEach((session, agency) -> world.require(
                isOperators(session) || !disabled.contains(agency) || world.toldToEnd.contains(session),
                "the session of a disabled agency is told to end"));
    }
}
