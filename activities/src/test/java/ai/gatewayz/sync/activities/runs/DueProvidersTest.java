package ai.gatewayz.sync.activities.runs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.AdaptiveCadence;
import ai.gatewayz.sync.activities.stage.CatalogFixture;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DueProvidersTest {
    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    /** Hourly runs, the newest so many minutes ago. */
    private void runs(String slug, int newest, int runs, int changed, String kind) {
        catalog.jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO pricing_sync_log (provider_slug, kind, job_id, workflow_id, run_id, sync_started_at,"
                        + " sync_completed_at, duration_ms, status, outcome, triggered_by, models_updated) SELECT ?, ?,"
                        + " 'job', 'provider-sync:' || ?, gen_random_uuid(), now() - make_interval(mins => ? + 60 * n),"
                        + " now(), 1, 'success', 'synced', 'schedule', CASE WHEN n < ? THEN 1 ELSE 0 END"
                        + " FROM generate_series(0, ? - 1) n",
                slug,
                kind,
                slug,
                newest,
                changed,
                runs));
    }

    private List<String> due(String... slugs) {
        return new DueProviders(catalog.jdbi).of(List.of(slugs));
    }

    @Test
    void calmProvider_isNotDue_beforeItsCeiling() {
        // Every 15 minutes to every 90.
        runs("groq", 80, 6, 0, "FULL");
        runs("openrouter", 90, 6, 0, "FULL");
        runs("together", 80, 6, 2, "FULL");

        assertThat(due("groq", "openrouter", "together", "fireworks"))
                .containsExactlyInAnyOrder("openrouter", "together", "fireworks");
    }

    @Test
    void tierOfOperators_isTheOneThatCounts() {
        runs("groq", 100, 6, 0, "FULL");
        assertThat(due("groq")).containsExactly("groq");

        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE providers SET tier_override = 'hourly' WHERE slug = 'groq'"));
        assertThat(due("groq")).isEmpty();
    }

    @Test
    void failedProvider_isDue_andPricingSyncsDoNotCount() {
        runs("groq", 30, 6, 0, "FULL");
        runs("openrouter", 30, 6, 0, "FULL");
        runs("together", 30, 6, 0, "PRICES");
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE pricing_sync_log SET status = 'failed', outcome = 'failed'"
                        + " WHERE provider_slug = 'groq' AND sync_started_at > now() - interval '1 hour'"));

        assertThat(due("groq", "openrouter", "together")).containsExactlyInAnyOrder("groq", "together");
    }

    @Test
    void cadence_isTheTiersToSixTimesThat() {
        assertThat(DueProviders.cadence(Tier.EVERY_15_MINUTES))
                .isEqualTo(new AdaptiveCadence(Duration.ofMinutes(15), Duration.ofMinutes(90)));
        assertThat(DueProviders.cadence(Tier.HOURLY))
                .isEqualTo(new AdaptiveCadence(Duration.ofHours(1), Duration.ofHours(6)));
        assertThat(DueProviders.cadence(Tier.EVERY_4_HOURS))
                .isEqualTo(new AdaptiveCadence(Duration.ofHours(4), Duration.ofHours(24)));
    }
}
