package ai.gatewayz.sync.activities.runs;

import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What time it is at the database, which stamps all rows. */
public interface DatabaseClock {
    /** Its time now. */
    @SqlQuery("SELECT clock_timestamp()")
    Instant now();
}
