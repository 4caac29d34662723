package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void shouldLookUntilItHoldsAndNotOnceMore() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Await.until("the third look", () -> looks.incrementAndGet() == 3);
        assertEquals(3, looks.get());
    }

    @Test
    void shouldNameWhatDidNotCome() {
        AssertionError e =
                assertThrows(AssertionError.class, () -> Await.until(Duration.ofMillis(20), "a miracle", () -> false));
        assertEquals("expected within PT0.02S: a miracle", e.getMessage());
    }

    @Test
    void shouldHearAnInterruptAsTheTimeoutOfATest() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> Await.until("a miracle", () -> false));
    }
}
