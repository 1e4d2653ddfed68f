package ai.gatewayz.sync.api.diff;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Finds what moved between two generations. */
interface DiffQueries {
    /**
     * A model with events in between.
     *
     * @param first the first of its events that says that it is listed or not; null without any
     * @param last the last of them
     * @param priced whether a price event is among them
     * @param updated whether facts changed
     */
    record Moved(
            long row,
            String provider,
            String providerModelId,
            String modelId,
            @Nullable String first,
            @Nullable String last,
            boolean priced,
            boolean updated) {
        boolean wasListed() {
            return first == null || first.equals("model.delisted");
        }

        boolean isListed() {
            return last == null || !last.equals("model.delisted");
        }
    }

    /** The models with events of a generation above one and up to another, by provider and id. */
    @SqlQuery("""
            WITH moved AS (
                SELECT provider_slug, provider_model_id,
                       (array_agg(type ORDER BY seq) FILTER (WHERE type IN ('model.added', 'model.delisted',
                            'model.reactivated')))[1] AS first,
                       (array_agg(type ORDER BY seq DESC) FILTER (WHERE type IN ('model.added', 'model.delisted',
                            'model.reactivated')))[1] AS last,
                       bool_or(type IN ('price.changed', 'price.released')) AS priced,
                       bool_or(type = 'model.updated') AS updated
                FROM change_events WHERE generation > :from AND generation <= :to AND provider_model_id IS NOT NULL
                GROUP BY 1, 2)
            SELECT m.id AS "row", v.slug AS provider, m.provider_model_id, m.model_id, e.first, e.last, e.priced, e.updated
            FROM moved e
            JOIN providers v ON v.slug = e.provider_slug
            JOIN catalog_models m ON m.provider_id = v.id AND m.provider_model_id = e.provider_model_id
            ORDER BY v.slug COLLATE "C", m.provider_model_id COLLATE "C"
            """)
    @RegisterConstructorMapper(Moved.class)
    List<Moved> moved(long from, long to);
}
