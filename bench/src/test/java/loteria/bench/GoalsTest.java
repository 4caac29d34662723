package loteria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoalsTest {
    private final Results results = new Results();

    private Goal goal(String what) {
        List<Goal> found = Goals.of(results).stream()
                .filter(goal -> goal.what().equals(what))
                .toList();
        assertEquals(1, found.size(), what);
        return found.get(0);
    }

    @Test
    void shouldSayByHowMuchAGoalIsReached() {
        Goal most = new Goal("x1", "CPU", 3, 4, " s", true);
        assertTrue(most.reached());
        assertEquals("reached, 25 % to spare", most.margin());
        assertEquals("at most 4.00 s", most.limitText());
        assertTrue(new Goal("x1", "CPU", 4, 4, " s", true).reached());
        Goal least = new Goal("x100", "bets", 2, 4, " M", false);
        assertFalse(least.reached());
        assertEquals("**not reached**, by 50 %", least.margin());
        assertEquals("at least 4.00 M", least.limitText());
    }

    @Test
    void shouldJudgeOnlyWhatWasMeasured() {
        assertEquals(List.of(), Goals.of(results));
        results.add(MemoryPart.IDLE_WORKER, 26);
        assertEquals(1, Goals.of(results).size());
        assertFalse(goal("an idle worker").reached());
    }

    @Test
    void shouldCompareWithTheFloorsOfTheSameRun() {
        results.add("x1 wall", 0.3);
        results.add("x1 cpu", 0.5);
        results.add("x1 five bare wall", 0.1);
        results.add("x1 five bare cpu", 0.2);
        assertFalse(goal("wall, times five bare JVMs").reached());
        assertEquals(2.5, goal("CPU, times five bare JVMs").value(), 1e-9);
    }

    @Test
    void shouldCallAStraightLineLinearWhateverItsStart() {
        size("x1", 100, 1 + 1, 2 + 1);
        size("x10", 1_000, 1 + 10, 2 + 10);
        size("x100", 10_000, 1 + 100, 2 + 2 * 100);
        assertEquals(1, goal("wall a further bet, x10 to x100 beside x1 to x10").value(), 1e-9);
        Goal cpu = goal("CPU a further bet, x10 to x100 beside x1 to x10");
        assertEquals(190.0 / 9_000 / (9.0 / 900), cpu.value(), 1e-9);
        assertFalse(cpu.reached());
        assertEquals(10_000 / 101.0 / 1e6, goal("bets a second").value(), 1e-12);
    }

    private void size(String name, double bets, double wall, double cpu) {
        results.add(name + " bets", bets);
        results.add(name + " wall", wall);
        results.add(name + " cpu", cpu);
        for (String other : List.of(" five bare wall", " five bare cpu", " draw", " grep")) {
            results.add(name + other, 1);
        }
    }

    @Test
    void shouldPutAGoalInARowOfATable() {
        List<Goal> goals = List.of(new Goal("draw", "times `grep`", 1.25, 1.3, "", true));
        assertEquals("""
                | goal               | measured | limit        |                       |
                |--------------------|---------:|--------------|-----------------------|
                | draw: times `grep` |     1.25 | at most 1.30 | reached, 4 % to spare |
                """, Goals.table(goals));
    }

    @Test
    void shouldWriteThreeDigitsOfANumber() {
        assertEquals("0.031", Table.number(0.0312));
        assertEquals("1.00", Table.number(0.9999));
        assertEquals("10.0", Table.number(9.999));
        assertEquals("7870000", Table.number(7_870_000));
        assertEquals("0", Table.number(0));
        assertEquals("-1.50", Table.number(-1.5));
    }
}
