package ai.gatewayz.sync.activities.runs;

import ai.gatewayz.sync.activities.provider.AdaptiveCadence;
import ai.gatewayz.sync.activities.provider.AdaptiveCadence.Look;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Tells from the run log which providers a scheduled full sync has to ask. */
public final class DueProviders {
    /** A ceiling in floors: a provider that stands still is asked this many times less often than its tier says. */
    private static final int MOST_FLOORS = 6;

    /** Newest first; a run that did not succeed ends what is known about its provider. */
    private static final String LOOKS = """
            SELECT provider_slug, status = 'success' AS succeeded,
                   models_new + models_updated + models_delisted + price_changes > 0 AS changed,
                   greatest(0, extract(epoch FROM now() - sync_started_at))::bigint AS age_seconds
            FROM (
                SELECT *, row_number() OVER (PARTITION BY provider_slug ORDER BY sync_started_at DESC, id DESC) AS rn
                FROM pricing_sync_log
                WHERE kind = 'FULL' AND provider_slug = ANY (:slugs) AND sync_started_at > now() - interval '14 days'
            ) runs
            WHERE rn <= :most
            ORDER BY provider_slug, rn
            """;

    private static final String TIERS =
            "SELECT slug, coalesce(tier_override, tier) FROM providers WHERE slug = ANY (:slugs)";

    private final Jdbi jdbi;

    /** Over the run log of a database. */
    public DueProviders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Row(String providerSlug, boolean succeeded, boolean changed, long ageSeconds) {}

    /** Those of the providers that are due, in their order. */
    public List<String> of(List<String> slugs) {
        Map<String, Tier> tiers = tiers(slugs);
        Map<String, List<Row>> runs = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(LOOKS)
                .bindArray("slugs", String.class, slugs)
                .bind("most", AdaptiveCadence.RUNS)
                .map((row, context) -> new Row(
                        row.getString("provider_slug"),
                        row.getBoolean("succeeded"),
                        row.getBoolean("changed"),
                        row.getLong("age_seconds")))
                .forEach(row -> runs.computeIfAbsent(row.providerSlug(), slug -> new ArrayList<>())
                        .add(row)));
        return slugs.stream()
                .filter(slug -> cadence(tiers.getOrDefault(slug, Tier.EVERY_4_HOURS))
                        .isDue(looks(runs.getOrDefault(slug, List.of()))))
                .toList();
    }

    private Map<String, Tier> tiers(List<String> slugs) {
        Map<String, Tier> tiers = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(TIERS)
                .bindArray("slugs", String.class, slugs)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(row -> Tier.find(row.getValue()).ifPresent(tier -> tiers.put(row.getKey(), tier))));
        return tiers;
    }

    /** Within the tier's own rhythm and six times that. */
    static AdaptiveCadence cadence(Tier tier) {
        Duration floor =
                switch (tier) {
                    case EVERY_15_MINUTES -> Duration.ofMinutes(15);
                    case HOURLY -> Duration.ofHours(1);
                    case EVERY_4_HOURS -> Duration.ofHours(4);
                };
        return new AdaptiveCadence(floor, floor.multipliedBy(MOST_FLOORS));
    }

    private static List<Look> looks(List<Row> rows) {
        return rows.stream()
                .takeWhile(Row::succeeded)
                .map(row -> new Look(Duration.ofSeconds(row.ageSeconds()), row.changed()))
                .toList();
    }
}
