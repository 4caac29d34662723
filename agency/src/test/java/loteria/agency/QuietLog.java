package loteria.agency;

import loteria.log.ActionLog;
import loteria.log.LogLevel;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps the log's everyday lines out of the tests' output. */
final class QuietLog implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        ActionLog.setLevel(LogLevel.ERROR);
    }
}
