package loteria.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineGroupTest {
    @Test
    void shouldWriteManyLinesWithFewSystemCalls() throws Exception {
        List<String> lines = Speaker.lines("group");
        assertEquals(Speaker.LINES + 1, lines.size());
        int bytes = 0;
        for (int i = 0; i < Speaker.LINES; i++) {
            String line = lines.get(i);
            assertTrue(line.endsWith(" INFO     action: apuesta_recibida | result: success | cantidad: " + i), line);
            bytes += line.length() + 1;
        }
        String last = lines.get(Speaker.LINES);
        int writes = Integer.parseInt(last.substring(last.lastIndexOf(' ') + 1));
        int fewest = (bytes + LogLine.MAX_BYTES - 1) / LogLine.MAX_BYTES;
        // 0 where the system does not count. The JVM's own threads may write a word meanwhile.
        assertTrue(writes == 0 || writes >= fewest && writes <= fewest + 5, last);
    }
}
