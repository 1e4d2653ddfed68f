package ai.gatewayz.sync.api.ops;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads the one figure that health shows. */
interface HealthQueries {
    /** When any provider last succeeded. */
    @SqlQuery("SELECT max(last_success_at) FROM provider_sync_state")
    Optional<Instant> lastSuccess();
}
