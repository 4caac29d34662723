package loteria.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import loteria.bet.RecordChecksum;
import loteria.board.BootId;
import loteria.manifest.Terms;
import loteria.note.VerifierKey;
import loteria.process.FileIdentity;
import loteria.process.PrivateFiles;
import loteria.process.ProcessIdentity;
import loteria.process.WorkerRegister;
import loteria.store.CorruptStoreException;
import loteria.store.file.BetStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The draw of a sealed lottery, over a store that was recovered, in this process. */
class SealedDrawTest {
    private static final Terms TERMS = new Terms(FinishedDraw.AGENCIES, OptionalInt.empty(), true);

    @TempDir
    private Path folder;

    private FinishedDraw draw;
    private FileIdentity lock;

    @BeforeEach
    void start() throws IOException {
        draw = FinishedDraw.in(folder);
        PrivateFiles.create(draw.dataDir.resolve(BetStore.LOCK));
        lock = FileIdentity.of(draw.dataDir.resolve(BetStore.LOCK));
        recover(1);
    }

    private void recover(long generation) throws IOException {
        UUID boot = BootId.current();
        try (WorkerRegister register = new WorkerRegister(draw.dataDir)) {
            register.begin(
                    generation,
                    ProcessIdentity.of(ProcessHandle.current().pid(), boot).orElseThrow());
        }
        BetStore.recover(draw.dataDir, lock, generation, TERMS).close();
    }

    private void seal(VerifierKey... cosigners) throws IOException {
        draw.sealer().run();
        new ExtractWriter(draw.dataDir, draw.key, List.of()).write(7574, "acta 812");
    }

    private long draw(long generation) throws IOException {
        return new SealedDraw(draw.dataDir, draw.key.verifier(), FinishedDraw.ORIGIN, FinishedDraw.AGENCIES, List.of())
                .run(generation, lock);
    }

    private Path winners() {
        return draw.dataDir.resolve("winners.csv");
    }

    @Test
    void shouldDrawOverWhatWasSealed() throws Exception {
        seal();
        long count = draw(1);
        assertEquals(FinishedDraw.winners(), Files.readString(winners()));
        assertEquals(Files.readAllLines(winners()).size(), count);
        assertEquals(count, draw(1));
        assertEquals(List.of(), new Verification(draw.dataDir, draw.key.verifier(), List.of()).run());
    }

    /** By somebody who changes everything but the seal: the bets, the closed sales, and the board with them. */
    @Test
    void shouldPayNobodyOverBetsThatAgreeWithAllButTheSeal() throws Exception {
        seal();
        Path bets = draw.dataDir.resolve("bets.csv");
        String changed = Files.readString(bets).replaceFirst("(?m)^(3,.*),\\d+$", "$1,7574");
        Files.writeString(bets, changed);
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        changed.lines()
                .filter(line -> line.startsWith("3,"))
                .forEach(line -> records.writeBytes((line.substring(2) + "\n").getBytes(UTF_8)));
        int checksum = RecordChecksum.of(records.toByteArray(), 0, records.size());
        Path finished = draw.dataDir.resolve("finished.csv");
        Files.writeString(
                finished,
                Files.readString(finished)
                        .replaceFirst(
                                "3,200,[0-9a-f]+", "3,200," + HexFormat.of().toHexDigits(checksum)));
        Files.delete(draw.dataDir.resolve("draw.board"));
        recover(2);

        String why = assertThrows(CorruptStoreException.class, () -> draw(2)).getMessage();
        assertTrue(why.startsWith("bets.csv: agency 3 in lines 3 to "), why);
        assertTrue(why.endsWith("of seal.csv, line 3"), why);
        assertFalse(Files.exists(winners()));
    }

    @Test
    void shouldNotDrawWithoutASealOrANumberOfItsOwn() throws Exception {
        assertThrows(CorruptStoreException.class, () -> draw(1));
        draw.sealer().run();
        assertThrows(CorruptStoreException.class, () -> draw(1));
        new ExtractWriter(draw.dataDir, draw.key, List.of()).write(7574, "acta 812");
        assertThrows(
                RefusedException.class,
                () -> new SealedDraw(
                        draw.dataDir,
                        draw.key.verifier(),
                        FinishedDraw.ORIGIN,
                        FinishedDraw.AGENCIES,
                        List.of(draw.witness.verifier())));
        assertThrows(IOException.class, () -> draw(7));
        assertFalse(Files.exists(winners()));
    }

    @Test
    void shouldLetNobodyDrawItUnsealed() throws Exception {
        seal();
        try (BetStore store = BetStore.open(draw.dataDir, lock)) {
            String why = assertThrows(CorruptStoreException.class, store::draw).getMessage();
            assertTrue(why.endsWith("lottery.properties: the number is none yet, expected one"), why);
        }
        assertFalse(Files.exists(winners()));
    }
}
