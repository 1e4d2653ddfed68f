package ai.gatewayz.sync.api.feed;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads the change feed in its order. */
interface ChangeQueries {
    /**
     * One event.
     *
     * @param before what was, as JSON; null where there was nothing
     * @param after what is, as JSON; null where there is nothing
     */
    record CatalogChange(
            long seq,
            String type,
            Instant at,
            String providerSlug,
            @Nullable String providerModelId,
            @Nullable String modelId,
            long generation,
            String jobId,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after) {}

    /** Events after a number, oldest first. */
    @SqlQuery("""
            SELECT seq, type, at, provider_slug, provider_model_id, model_id, generation, job_id, before::text AS before,
                   after::text AS after
            FROM change_events WHERE seq > :since AND <filter> ORDER BY seq LIMIT :limit
            """)
    @RegisterConstructorMapper(CatalogChange.class)
    List<CatalogChange> since(long since, int limit, @Define String filter, @BindMethods ChangeFilter wanted);

    /** The newest events, oldest first. */
    @SqlQuery("""
            SELECT * FROM (
                SELECT seq, type, at, provider_slug, provider_model_id, model_id, generation, job_id,
                       before::text AS before, after::text AS after
                FROM change_events WHERE <filter> ORDER BY seq DESC LIMIT :count) newest
            ORDER BY seq
            """)
    @RegisterConstructorMapper(CatalogChange.class)
    List<CatalogChange> last(int count, @Define String filter, @BindMethods ChangeFilter wanted);

    /** The number of the newest event; 0 without any. */
    @SqlQuery("SELECT coalesce(max(seq), 0) FROM change_events")
    long newest();
}
