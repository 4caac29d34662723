package loteria.worker;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/** Keeps what the log says of failures: {@code writer = recorded} in tinylog's properties. */
public final class RecordedWriter implements Writer {
    static final List<String> LINES = new CopyOnWriteArrayList<>();

    /** Called by tinylog. */
    public RecordedWriter(Map<String, String> properties) {}

    @Override
    public Collection<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(LogEntryValue.MESSAGE);
    }

    @Override
    public void write(LogEntry entry) {
        LINES.add(entry.getMessage());
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
