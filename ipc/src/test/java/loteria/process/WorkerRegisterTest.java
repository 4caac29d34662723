package loteria.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerRegisterTest {
    private static final UUID BOOT = new UUID(3, 4);
    private static final ProcessIdentity FIRST = new ProcessIdentity(1_000_000, 123_456_789, BOOT);
    private static final ProcessIdentity SECOND = new ProcessIdentity(7, 8, BOOT);
    private static final ProcessIdentity WORKER = new ProcessIdentity(4_711, 99, BOOT);

    @TempDir
    private Path dir;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = dir.resolve("workers.lock");
    }

    @Test
    void shouldTellWhatWasWritten() throws Exception {
        try (WorkerRegister register = new WorkerRegister(dir)) {
            assertEquals(0, register.generation());
            assertEquals(Optional.empty(), register.coordinator());
            register.begin(9, FIRST);
            register.add(WORKER);
            register.add(SECOND);
            assertEquals(9, register.generation());
            assertEquals(Optional.of(FIRST), register.coordinator());
            assertEquals(List.of(WORKER, SECOND), register.workers());
            register.begin(10, SECOND);
            assertEquals(10, register.generation());
            assertEquals(Optional.of(SECOND), register.coordinator());
            assertEquals(List.of(), register.workers());
        }
        assertEquals("10,7,8," + BOOT + "\n", Files.readString(file));
    }

    /** Killed after it has written the new line over the old ones, and before it has cut what is left of them. */
    @Test
    void shouldNotReadWhatABeginningThatDiedLeftOfTheOldOne() throws Exception {
        Files.writeString(file, "10,7,8," + BOOT + "\n\n56,00000000-0000\n4711,99," + BOOT + "\n");
        try (WorkerRegister register = new WorkerRegister(dir)) {
            assertEquals(10, register.generation());
            assertEquals(List.of(), register.workers());
            register.begin(11, FIRST);
            register.add(WORKER);
            assertEquals(List.of(WORKER), register.workers());
        }
        assertEquals(List.of(WORKER), WorkerRegister.workers(dir));
    }

    @Test
    void shouldReadTheRegisterOfAnOlderVersion() throws Exception {
        Files.writeString(file, "7\n4711,99," + BOOT + "\n");
        try (WorkerRegister register = new WorkerRegister(dir)) {
            assertEquals(7, register.generation());
            assertEquals(Optional.empty(), register.coordinator());
            assertEquals(List.of(WORKER), register.workers());
        }
    }

    @Test
    void shouldSayWhichLineIsNone() throws Exception {
        Files.writeString(file, "many\n");
        try (WorkerRegister register = new WorkerRegister(dir)) {
            String message =
                    assertThrows(IOException.class, register::generation).getMessage();
            assertEquals("workers.lock: expected a generation, found 'many'", message);
        }
    }

    /** The disk fills up after some bytes: the register is what it was, and the next write is as good as ever. */
    @Test
    void shouldWriteWholeOrNotAtAll() throws Exception {
        try (WorkerRegister register = new WorkerRegister(dir)) {
            register.begin(9, FIRST);
            register.add(WORKER);
        }
        String before = Files.readString(file);
        int line = "10,7,8,".length() + BOOT.toString().length() + 1;
        for (int room = 0; room < line; room++) {
            FullDisk disk = new FullDisk(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
            try (WorkerRegister register = new WorkerRegister(disk)) {
                disk.leaveRoom(room);
                assertThrows(IOException.class, () -> register.begin(10, SECOND));
                assertEquals(before, Files.readString(file), room + " bytes of a generation");
                disk.leaveRoom(Math.min(room, line - 4));
                assertThrows(IOException.class, () -> register.add(SECOND));
                assertEquals(before, Files.readString(file), room + " bytes of a worker");
                register.add(SECOND);
                assertEquals(List.of(WORKER, SECOND), register.workers());
            }
            Files.writeString(file, before);
        }
    }
}
