package loteria.log;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/** Where tinylog's entries leave, as lines of the {@link ActionLog}: {@code writer = pipe} in its properties. */
public final class PipeWriter implements Writer {

    /** Called by tinylog. */
    public PipeWriter(Map<String, String> properties) {}

    @Override
    public Collection<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(LogEntryValue.LEVEL, LogEntryValue.MESSAGE);
    }

    @Override
    public void write(LogEntry entry) {
        ActionLog.pipe(LogLevel.of(entry.getLevel().name()), entry.getMessage());
    }

    @Override
    public void flush() {
        // Every line is written at once.
    }

    @Override
    public void close() {
        // Standard output stays open for the last words of others.
    }
}
