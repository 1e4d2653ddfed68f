package ai.gatewayz.sync.api.ops;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transaction;

/** Finds out whether a database can be read and written. */
interface HealthQueries {
    /** When any provider last succeeded. */
    @SqlQuery("SELECT max(last_success_at) FROM provider_sync_state")
    Optional<Instant> lastSuccess();

    /** Takes a page of disk and gives it back: fails where the database only reads, has no space, or no time. */
    @Transaction
    @SqlUpdate("CREATE TEMPORARY TABLE health_write ON COMMIT DROP AS SELECT now() AS at")
    void write();
}
