package ai.gatewayz.sync.api.providers;

import java.time.Instant;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Reads and sets what operators decide about providers. */
interface ProviderSwitches {
    /** How a provider stands. */
    @SqlQuery("""
            SELECT slug, is_active, coalesce(tier_override, tier) AS tier, tier_override IS NOT NULL AS is_tier_set, updated_at
            FROM providers WHERE slug = :slug
            """)
    @RegisterConstructorMapper(OperatorChoice.class)
    OperatorChoice find(String slug);

    /**
     * Sets what is given; what is set already changes nothing.
     *
     * @param active null leaves it
     * @param tier null leaves it; {@code default} gives the choice back to the code
     */
    @SqlUpdate("""
            UPDATE providers
            SET is_active = wanted.active, tier_override = wanted.tier, updated_at = now()
            FROM (
                SELECT id, coalesce(:active::boolean, is_active) AS active,
                       CASE coalesce(:tier, '') WHEN '' THEN tier_override WHEN 'default' THEN NULL ELSE :tier END AS tier
                FROM providers WHERE slug = :slug
            ) wanted
            WHERE providers.id = wanted.id
              AND (providers.is_active, providers.tier_override) IS DISTINCT FROM (wanted.active, wanted.tier)
            """)
    void change(String slug, @Nullable Boolean active, @Nullable String tier);

    /**
     * What operators decide about a provider.
     *
     * @param tier how often it is asked when tiers are switched on
     * @param isTierSet whether operators said so, instead of the code
     */
    record OperatorChoice(String slug, boolean isActive, String tier, boolean isTierSet, Instant updatedAt) {}
}
