package loteria.store.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import loteria.board.BoardWords;
import loteria.store.CorruptStoreException;
import loteria.store.file.SampleStore.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start holds the files against what the board of an earlier generation still says, and touches nothing else. */
class OldBoardTest {
    @TempDir(factory = MemoryDir.class)
    private Path dir;

    private String read(String name) throws IOException {
        return Files.readString(dir.resolve(name), ISO_8859_1);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(dir.resolve(name), text, ISO_8859_1);
    }

    private void assertRefuses(String expected) throws IOException {
        String bets = read("bets.csv");
        String sales = read("finished.csv");
        CorruptStoreException refused = assertThrows(CorruptStoreException.class, () -> SampleStore.goOn(dir));
        assertTrue(refused.getMessage().startsWith(dir + "/" + expected), refused::getMessage);
        assertEquals(bets, read("bets.csv"));
        assertEquals(sales, read("finished.csv"));
    }

    @Test
    void shouldRefuseALineOfOpenSalesThatWasEdited() throws Exception {
        SampleStore.make(dir, Stage.SELLING);
        write("bets.csv", read("bets.csv").replaceFirst(" 1(\"?),", " 9$1,"));
        assertRefuses("bets.csv: agency 1 has 21 bets of checksum ");
    }

    /** Nobody lost what was not forced but the machine: in this boot it is there. */
    @Test
    void shouldRefuseALossOfWhatWasCommittedInThisBoot() throws Exception {
        SampleStore.make(dir, Stage.SELLING);
        setWord(56, 0);
        write("bets.csv", read("bets.csv").substring(0, 300));
        assertRefuses("bets.csv: ends at byte 300, expected at least the ");
        SampleStore.reboot(dir);
        write("finished.csv", "");
        setCommitted(300, 0);
        SampleStore.goOn(dir);
    }

    /** Its sale was closed durably, and the agency was told so, whenever that was. */
    @Test
    void shouldRefuseALostClosedSale() throws Exception {
        SampleStore.make(dir, Stage.SELLING);
        SampleStore.reboot(dir);
        write("finished.csv", "");
        assertRefuses("finished.csv: byte 0 of 14 once forced: expected agency,total,checksum");
    }

    @Test
    void shouldRefuseALostDraw() throws Exception {
        SampleStore.make(dir, Stage.DRAWN);
        SampleStore.reboot(dir);
        Files.delete(dir.resolve("winners.csv"));
        assertRefuses("winners.csv: expected the draw that agencies were told of");
    }

    @Test
    void shouldRefuseADrawBeforeAllSalesWereClosed() throws Exception {
        SampleStore.make(dir, Stage.SELLING);
        write("winners.csv", "");
        assertRefuses("finished.csv: byte 14: expected the sales of 3 agencies, as the draw has happened, found 1");
    }

    @Test
    void shouldRefuseWinnersThatAreNotTheDraw() throws Exception {
        SampleStore.make(dir, Stage.DRAWN);
        write("winners.csv", read("winners.csv").replaceFirst("1,\\d+", "1,30904465"));
        assertRefuses("winners.csv: agency 1 has 3 winning bets, which are not the 3 on number 7574");
    }

    /** Longer than the file, or shorter than what is known to be on disk. */
    @Test
    void shouldRefuseABoardThatSomebodyHasWrittenOver() throws Exception {
        SampleStore.make(dir, Stage.SELLING);
        setCommitted(1_000_000, 14);
        assertRefuses("bets.csv: ends at byte ");
        setCommitted(100, 14);
        assertRefuses("draw.board: somebody has written over it");
    }

    /** In both commit slots. */
    private void setCommitted(long bets, long finished) throws IOException {
        for (int slot : new int[] {128, 192}) {
            setWord(slot + 16, bets);
            setWord(slot + 24, finished);
        }
    }

    private void setWord(int offset, long value) throws IOException {
        byte[] board = Files.readAllBytes(dir.resolve(BoardWords.FILE));
        ByteBuffer.wrap(board).order(ByteOrder.nativeOrder()).putLong(offset, value);
        Files.write(dir.resolve(BoardWords.FILE), board);
    }
}
