package loteria.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LogLevelTest {
    @Test
    void shouldKnowNoOtherNames() {
        assertNull(LogLevel.of(""));
        assertNull(LogLevel.of("LOUD"));
        assertNull(LogLevel.of(" INFO"));
    }

    @Test
    void shouldKnowItsNamesWhereverItRuns() {
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertEquals(LogLevel.INFO, LogLevel.of("info"));
            assertEquals(LogLevel.ERROR, LogLevel.of("critical"));
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void shouldGrowInWeight() {
        assertTrue(LogLevel.DEBUG.compareTo(LogLevel.INFO) < 0);
        assertTrue(LogLevel.INFO.compareTo(LogLevel.WARNING) < 0);
        assertTrue(LogLevel.WARNING.compareTo(LogLevel.ERROR) < 0);
    }
}
