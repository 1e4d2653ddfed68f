package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.temporal.TemporalCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/** Whether the database and Temporal answer. */
final class Dependencies {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final HealthQueries health;
    private final TemporalCalls temporal;

    /** What the database said; the instant is of any provider's last success. */
    public record Database(boolean isUp, Optional<Instant> lastSuccess) {}

    /** Over both connections. */
    Dependencies(HealthQueries health, TemporalCalls temporal) {
        this.health = health;
        this.temporal = temporal;
    }

    /** Asks the database. */
    public Database database() {
        try {
            return new Database(true, health.lastSuccess());
        } catch (JdbiException e) {
            return new Database(false, Optional.empty());
        }
    }

    /** Asks Temporal. */
    public boolean isTemporalUp() {
        return temporal.isUp(LIMIT);
    }
}
