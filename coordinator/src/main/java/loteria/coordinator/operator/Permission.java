package loteria.coordinator.operator;

import java.io.IOException;
import java.nio.file.Path;
import loteria.config.ConfigException;

/**
 * An operator says whether an agency may sell, whether or not a central runs: one that does notices within a second or
 * two. Said again after whatever kill, it ends the same. For one thread.
 */
public final class Permission {
    private final Path dataDir;
    private final int agency;
    private final int most;

    /**
     * @param dataDir of a central
     * @param most the highest agency
     */
    public Permission(Path dataDir, int agency, int most) {
        this.dataDir = dataDir;
        this.agency = agency;
        this.most = most;
    }

    /** Says so, durably: first that it was said, then what holds. */
    public void set(boolean enabled) throws IOException, ConfigException {
        try (Operations operations = Operations.open(dataDir)) {
            Agencies agencies = Agencies.read(dataDir, most);
            Operation.Act act = enabled ? Operation.Act.ENABLE : Operation.Act.DISABLE;
            operations.record(act, agency, Operation.NO_TOTAL);
            if (agencies.isEnabled(agency) != enabled) {
                agencies.with(agency, enabled).write(dataDir);
            }
        }
    }
}
