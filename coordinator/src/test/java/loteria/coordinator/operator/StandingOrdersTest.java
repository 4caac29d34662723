package loteria.coordinator.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.UUID;
import loteria.board.BoardWords;
import loteria.board.NewBoard;
import loteria.board.SessionRegister;
import loteria.board.StoreState;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.life.Journal;
import loteria.coordinator.life.StartException;
import loteria.process.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingOrdersTest {
    @TempDir
    private Path dir;

    private final EventQueue events = new EventQueue();
    private Path file;

    @BeforeEach
    void nameFile() {
        file = dir.resolve("agencies.csv");
    }

    private StandingOrders orders() throws StartException {
        return new StandingOrders(dir, 5);
    }

    /** What a look tells; null for nothing. */
    private Set<Integer> look(StandingOrders orders) throws Exception {
        orders.look(events, new Journal());
        return told();
    }

    private Set<Integer> told() throws InterruptedException {
        return events.poll(0) instanceof Event.AgenciesChanged changed ? changed.disabled() : null;
    }

    @Test
    void shouldTellAtTheStartWhoMayNotSell() throws Exception {
        orders().tell(events);
        assertNull(told(), "without a file");
        Files.writeString(file, "3,false\n4,true\n");
        orders().tell(events);
        assertEquals(Set.of(3), told());
    }

    @Test
    void shouldTellEachChangeOnce() throws Exception {
        StandingOrders orders = orders();
        assertNull(look(orders));
        Files.writeString(file, "3,false\n");
        assertEquals(Set.of(3), look(orders));
        assertNull(look(orders));
        Agencies.read(dir, 5).with(3, true).write(dir);
        assertEquals(Set.of(), look(orders));
        Files.writeString(file, "2,false\n");
        assertEquals(Set.of(2), look(orders));
        Files.delete(file);
        assertEquals(Set.of(), look(orders), "without a file all may");
        assertNull(look(orders));
    }

    @Test
    void shouldReadNothingThatHasNotChanged() throws Exception {
        Files.writeString(file, "3,false\n");
        FileTime time = Files.getLastModifiedTime(file);
        StandingOrders orders = orders();
        // Another content, of the same size and time, in the same file: only who reads it knows.
        Files.writeString(file, "4,false\n");
        Files.setLastModifiedTime(file, time);
        assertNull(look(orders));
    }

    @Test
    void shouldGoOnWithWhatWasBeforeWhileTheFileIsDamaged() throws Exception {
        Files.writeString(file, "3,false\n");
        StandingOrders orders = orders();
        Files.writeString(file, "3,maybe\n");
        assertNull(look(orders));
        orders.tell(events);
        assertEquals(Set.of(3), told());
        Files.writeString(file, "2,false\n");
        assertEquals(Set.of(2), look(orders), "mended");
    }

    @Test
    void shouldNotBeginWithADamagedFile() throws Exception {
        Files.writeString(file, "3,false\n6,false\n");
        StartException refused = assertThrows(StartException.class, this::orders);
        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertTrue(refused.getMessage().startsWith(file + ": line 2: expected agency,enabled"), refused.getMessage());
    }

    @Test
    void shouldShowWhoseSalesWereClosedByTheOperator() throws Exception {
        BoardWords words = new NewBoard(1, new UUID(1, 2), 4).words();
        SessionRegister board = new SessionRegister(words);
        StoreState store = new StoreState(words);
        store.setAgency(1, 620, 0, true);
        store.setAgency(2, 620, 0, false);
        store.setAgency(3, 621, 0, true);
        store.setAgency(4, 620, 0, true);
        orders().show(board);
        try (Operations operations = Operations.open(dir)) {
            for (int agency = 1; agency <= 3; agency++) {
                operations.record(Operation.Act.CLOSE, agency, 620);
            }
            operations.record(Operation.Act.CLOSE, 5, 620);
        }
        orders().show(board);
        assertTrue(board.isClosedByOperator(1));
        assertFalse(board.isClosedByOperator(2), "ordered, and never done");
        assertFalse(board.isClosedByOperator(3), "the agency came back, sold and closed");
        assertFalse(board.isClosedByOperator(4), "nobody ordered it");
    }
}
