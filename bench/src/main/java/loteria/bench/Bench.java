package loteria.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the parts of a run share.
 *
 * @param jvms the floor of all programs
 */
record Bench(Home home, Plan plan, Source source, BareJvms jvms, Results results) {
    /** All parts, in their order. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int times : plan.sizes()) {
            parts.add(new SizePart(this, times));
        }
        parts.add(new SystemPart(this));
        for (Knob knob : Knob.values()) {
            parts.add(new SweepPart(this, knob));
        }
        parts.add(new MemoryPart(this));
        parts.add(new CrowdPart(this));
        parts.add(new WinnersPart(this));
        parts.add(new LatencyPart(this));
        return parts;
    }

    DrawRun run() {
        return new DrawRun(home, results);
    }

    /** A data set in a folder that no other has at the same time. */
    Dataset repeat(int times) throws IOException {
        return source.repeat(times, home.work().resolve("bets-x" + times));
    }
}
