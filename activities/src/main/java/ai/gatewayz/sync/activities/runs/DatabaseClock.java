package ai.gatewayz.sync.activities.runs;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Jdbi;

/** What time it is at the database, which stamps all rows. */
public final class DatabaseClock {
    private final Jdbi jdbi;

    /** The clock of a database. */
    public DatabaseClock(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Its time now. */
    public Instant now() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT clock_timestamp()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
    }
}
