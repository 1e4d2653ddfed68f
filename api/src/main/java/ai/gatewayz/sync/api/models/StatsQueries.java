package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.providers.StateCounts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultSetException;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Counts over the catalog and its version. */
public interface StatsQueries {
    /** The version now: one row with {@code generation}, {@code as_of} and {@code state}. */
    String VERSION = """
            SELECT g.generation, coalesce(greatest(g.changed_at, s.confirmed_at), g.changed_at) AS as_of, s.state
            FROM catalog_generation g
            CROSS JOIN (
                SELECT max(s.last_complete_at) AS confirmed_at,
                       lpad(to_hex(coalesce(bit_xor(hash_record_extended(
                           ROW (p.id, p.slug, p.aliases, p.health_status, p.is_active, s.last_complete_at), 0)), 0)), 16, '0')
                           AS state
                FROM providers p LEFT JOIN provider_sync_state s ON s.provider_id = p.id) s
            """;

    /** The version now. Every answer asks for it, and a statement of JDBI costs more than what is sent and read for it. */
    static CatalogVersion version(Handle handle) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(VERSION);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new CatalogVersion(
                    row.getLong("generation"),
                    row.getObject("as_of", OffsetDateTime.class).toInstant(),
                    row.getString("state"));
        } catch (SQLException e) {
            throw new ResultSetException("the catalog's version cannot be read", e, null);
        }
    }

    /** Counts of models, of one provider or of all. */
    @SqlQuery("""
            SELECT count(*) AS total,
                   count(*) FILTER (WHERE m.is_active) AS active,
                   count(*) FILTER (WHERE NOT m.is_active) AS inactive,
                   count(*) FILTER (WHERE p.health_status = 'healthy') AS healthy,
                   count(*) FILTER (WHERE p.health_status = 'degraded') AS degraded,
                   count(*) FILTER (WHERE p.health_status = 'down') AS down,
                   count(*) FILTER (WHERE p.health_status = 'unknown') AS unknown
            FROM models m JOIN providers p ON p.id = m.provider_id
            WHERE (:slug::text IS NULL OR p.slug = :slug)
            """)
    @RegisterConstructorMapper(StateCounts.class)
    StateCounts models(@Nullable String slug);

    /** Active models by modality, provider and price state in one pass. */
    @SqlQuery("""
            SELECT CASE WHEN grouping(m.modality) = 0 THEN 'modality'
                        WHEN grouping(p.slug) = 0 THEN 'provider' ELSE 'price_state' END AS dimension,
                   CASE WHEN grouping(m.modality) = 0 THEN coalesce(m.modality, 'unknown')
                        WHEN grouping(p.slug) = 0 THEN p.slug ELSE m.pricing_state END AS name,
                   count(*) AS count
            FROM models m
            JOIN providers p ON p.id = m.provider_id
            WHERE m.is_active AND (:slug::text IS NULL OR p.slug = :slug)
            GROUP BY GROUPING SETS ((m.modality), (p.slug), (m.pricing_state))
            ORDER BY 1, 2
            """)
    @RegisterConstructorMapper(GroupCount.class)
    List<GroupCount> activeGroups(@Nullable String slug);

    /** One group's count. */
    record GroupCount(String dimension, String name, long count) {}
}
