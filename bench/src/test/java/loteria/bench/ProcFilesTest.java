package loteria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcFilesTest {
    private static final String STAT = "4711 (a name) with) blanks) S 1 4711 4711 0 -1 4194560 9021 30 2 0 "
            + "123 45 600 7 20 0 31 0 8912 4205613056 12038 18446744073709551615";

    @Test
    void shouldReadTicksWhateverTheProcessIsCalled() {
        assertEquals(1.23 + 0.45, ProcFiles.seconds(STAT, 11, 12), 1e-9);
        assertEquals(6.07, ProcFiles.seconds(STAT, 13, 14), 1e-9);
    }

    @Test
    void shouldReadTheProportionalShareAndNoPartOfIt() {
        String rollup = """
                55d0c8a00000-7ffd1a5f2000 ---p 00000000 00:00 0                          [rollup]
                Rss:               43012 kB
                Pss:               20480 kB
                Pss_Dirty:         17000 kB
                Pss_Anon:          16000 kB
                """;
        assertEquals(20, ProcFiles.mib(rollup));
        assertThrows(IllegalArgumentException.class, () -> ProcFiles.mib("Rss: 1 kB\n"));
    }

    @Test
    void shouldSeeAChildsTimeOnceItHasEnded() throws Exception {
        double before = ProcFiles.cpuOfEndedChildren();
        Process busy = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done").start();
        assertEquals(0, busy.waitFor());
        assertTrue(ProcFiles.cpuOfEndedChildren() - before > 0.02);
    }

    @Test
    void shouldReadAboutARunningProcess() throws Exception {
        long self = ProcessHandle.current().pid();
        assertTrue(ProcFiles.cpu(self) > 0);
        assertTrue(ProcFiles.pss(self) > 1);
        assertTrue(List.of(ProcFiles.commandLine(self)).get(0).endsWith("java"));
        assertThrows(IOException.class, () -> ProcFiles.pss(Integer.MAX_VALUE));
    }

    @Test
    void shouldTakeTheFlagsOfTheJvmAndNoArchiveOfAnother() {
        assertEquals(
                List.of("-Xshare:auto", "-Xmx64m"),
                BareJvms.flags(
                        "java", "-Xshare:auto", "-XX:SharedArchiveFile=a.jsa", "-Xmx64m", "-jar", "a.jar", "-Xno"));
    }
}
