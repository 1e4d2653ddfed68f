package ai.gatewayz.sync.api.subscriptions;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads how far those that are told of changes have been told. */
interface TargetQueries {
    /** Every target that any worker ever had. */
    @SqlQuery("""
            SELECT t.target, split_part(t.target, ':', 1) AS kind, t.delivered_at, t.failures, t.last_error,
                   CASE WHEN t.failures > 0 THEN t.next_attempt_at END AS next_attempt_at,
                   (SELECT count(*) FROM cache_invalidations i WHERE i.id > t.delivered_id) AS pending
            FROM cache_targets t ORDER BY t.target
            """)
    @RegisterConstructorMapper(Target.class)
    List<Target> list();

    /**
     * A target.
     *
     * @param target its kind and the beginning of its address's SHA-256
     * @param kind {@code redis} or {@code subscriber}
     * @param failures attempts in a row that failed
     * @param nextAttemptAt null unless the last one failed
     * @param pending invalidations that it has not been told of
     */
    record Target(
            String target,
            String kind,
            @Nullable Instant deliveredAt,
            int failures,
            @Nullable String lastError,
            @Nullable Instant nextAttemptAt,
            long pending) {}
}
