package loteria.board;

import static loteria.board.BoardDescriptor.activity;
import static loteria.board.BoardDescriptor.agencySlot;
import static loteria.board.BoardDescriptor.commitSlot;
import static loteria.board.BoardDescriptor.sessions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import loteria.bet.BetLimits;
import org.junit.jupiter.api.Test;

class BoardDescriptorTest {
    private static final int AGENCIES = 3;

    /** Every word of the board by its offset, found in the class, so that a new field cannot be forgotten here. */
    private static Map<Integer, String> words() throws IllegalAccessException {
        Map<Integer, String> words = new TreeMap<>();
        for (Field field : BoardDescriptor.class.getDeclaredFields()) {
            String name = field.getName();
            if (name.startsWith("COMMIT_") && !name.endsWith("_OFFSET")) {
                add(words, commitSlot(0) + field.getInt(null), name + " in slot 0");
                add(words, commitSlot(1) + field.getInt(null), name + " in slot 1");
            } else if (name.startsWith("AGENCY_") && !name.endsWith("_OFFSET")) {
                for (int agency = 1; agency <= AGENCIES; agency++) {
                    add(words, agencySlot(agency) + field.getInt(null), name + " of agency " + agency);
                }
            } else if (name.startsWith("SESSIONS_") && !name.equals("SESSIONS_BYTES")) {
                for (int agency = 1; agency <= AGENCIES; agency++) {
                    add(words, sessions(AGENCIES, agency) + field.getInt(null), name + " of agency " + agency);
                }
            } else if (name.startsWith("ACTIVITY_")) {
                addActivity(words, name, field.getInt(null));
            } else if (name.endsWith("_OFFSET") && !name.contains("_SLOTS_")) {
                add(words, field.getInt(null), name);
            }
        }
        return words;
    }

    /** A word, or as many as there are codes or counts of durations. */
    private static void addActivity(Map<Integer, String> words, String name, int offset) {
        int length =
                switch (name) {
                    case "ACTIVITY_REFUSED" -> BoardDescriptor.REFUSAL_CODES * Long.BYTES;
                    case "ACTIVITY_ACKNOWLEDGEMENTS", "ACTIVITY_FORCES" -> Durations.BYTES;
                    default -> Long.BYTES;
                };
        for (int agency = 1; agency <= AGENCIES; agency++) {
            for (int at = 0; at < length; at += Long.BYTES) {
                add(words, activity(AGENCIES, agency) + offset + at, name + " + " + at + " of agency " + agency);
            }
        }
    }

    private static void add(Map<Integer, String> words, int offset, String name) {
        assertEquals(null, words.put(offset, name), name + " lies on another word");
    }

    @Test
    void shouldGiveEveryWordItsOwnEightBytes() throws IllegalAccessException {
        Map<Integer, String> words = words();
        assertEquals(10 + 3 + 2 * 7 + AGENCIES * (8 + 5 + 2 + 12 + 2 * 21), words.size());
        int end = 0;
        for (Map.Entry<Integer, String> word : words.entrySet()) {
            assertTrue(word.getKey() >= end, word.getValue() + " overlaps the word before");
            assertEquals(0, word.getKey() % 8, word.getValue() + " is not aligned");
            end = word.getKey() + 8;
        }
        assertTrue(end <= BoardDescriptor.length(AGENCIES));
    }

    @Test
    void shouldSelectTheCommitSlotsInTurn() {
        assertEquals(commitSlot(0), commitSlot(2));
        assertEquals(commitSlot(1), commitSlot(3));
        assertEquals(commitSlot(1), commitSlot(-1));
        assertEquals(64, commitSlot(1) - commitSlot(0));
    }

    @Test
    void shouldHaveRoomForEveryAgency() {
        assertEquals(agencySlot(1), BoardDescriptor.length(0));
        assertEquals(agencySlot(6) + 5 * 512, BoardDescriptor.length(5));
        assertEquals(320 + 576 * BetLimits.MAX_AGENCY, BoardDescriptor.length(BetLimits.MAX_AGENCY));
    }

    @Test
    void shouldKeepOnDifferentCacheLinesWhatDifferentProcessesWrite() {
        assertEquals(0, commitSlot(0) % 64);
        assertEquals(0, BoardDescriptor.COORDINATOR_PID_OFFSET % 64);
        assertEquals(0, agencySlot(1) % 64);
        for (int agency = 1; agency <= AGENCIES; agency++) {
            assertEquals(0, sessions(AGENCIES, agency) % 64);
            assertEquals(0, activity(AGENCIES, agency) % 64);
        }
    }
}
