package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.simulator.model.ModelTruth;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole syncs in one process against a simulated fleet. */
final class CatalogSyncIT {
    private static final int MODELS = 3_000;

    private final Map<ModelTruth.Source, Long> bySource = new EnumMap<>(ModelTruth.Source.class);
    private SyncFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new SyncFixture(FleetOptions.defaults().withFrozen(true).withTotalModels(MODELS));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void firstSync_storesEveryModelWithTheExactPriceOfItsProvider() {
        SyncReport report = fixture.syncAll(false);

        assertThat(report.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(report.results()).hasSize(supported()).allMatch(r -> r.status() == RunOutcome.SYNCED);
        assertThat(fixture.count("SELECT count(*) FROM models WHERE is_active"))
                .isEqualTo(report.results().stream()
                        .mapToLong(r -> r.counts().synced())
                        .sum());
        List<String> wrong = new ArrayList<>();
        long compared = 0;
        for (Provider provider : Providers.all()) {
            compared += compare(provider.slug().value(), wrong);
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(MODELS / 10);
        assertThat(bySource)
                .containsKeys(
                        ModelTruth.Source.PROVIDER,
                        ModelTruth.Source.REFERENCE,
                        ModelTruth.Source.DISPUTED,
                        ModelTruth.Source.NONE);
        assertThat(fixture.count("SELECT count(*) FROM price_disagreements WHERE source LIKE 'reference:%'"
                        + " AND other_source LIKE 'reference:%' AND dimension = 'input'"))
                .isEqualTo(bySource.get(ModelTruth.Source.DISPUTED));
    }

    /** A stored price. */
    private record Stored(
            @Nullable BigDecimal input, @Nullable BigDecimal output, String basis, String source) {
        static final Stored NONE = new Stored(null, null, "", "");
    }

    /** Compares stored prices with the oracle: the provider's, those of reference feeds, and those nobody can know. */
    private long compare(String slug, List<String> wrong) {
        Map<String, Stored> stored = new HashMap<>();
        fixture.jdbi.useHandle(h -> h.createQuery(
                        "SELECT m.provider_model_id, p.price_per_input_token, p.price_per_output_token,"
                                + " p.pricing_basis, p.pricing_source FROM catalog_models"
                                + " m JOIN model_pricing p ON p.model_id = m.id JOIN providers v ON v.id = m.provider_id"
                                + " WHERE v.slug = :slug")
                .bind("slug", slug)
                .map((row, context) -> stored.put(
                        row.getString(1),
                        new Stored(row.getBigDecimal(2), row.getBigDecimal(3), row.getString(4), row.getString(5))))
                .list());
        long compared = 0;
        for (ModelTruth truth : fixture.fleet.expectedPrices(slug)) {
            Stored price = stored.getOrDefault(truth.id(), Stored.NONE);
            bySource.merge(truth.source(), 1L, Long::sum);
            boolean right =
                    switch (truth.source()) {
                        case PROVIDER -> truth.input() == null || isEqual(truth.input(), price.input());
                        case REFERENCE ->
                            isEqual(truth.input(), price.input())
                                    && (truth.output() == null || isEqual(truth.output(), price.output()))
                                    && price.source().startsWith("reference:");
                        case DISPUTED -> price.input() == null && price.basis().equals("references_disagree");
                        case NONE -> price.input() == null;
                    };
            compared += truth.input() == null ? 0 : 1;
            if (!right) {
                wrong.add(slug + " " + truth + " but " + price);
            }
        }
        return compared;
    }

    private static boolean isEqual(@Nullable String expected, @Nullable BigDecimal stored) {
        return expected != null && stored != null && stored.compareTo(new BigDecimal(expected)) == 0;
    }

    @Test
    void failingFeeds_failNoSync_andTheirLastPricesStay() {
        fixture.syncProviders("openai", "anthropic");
        String before = fixture.rowVersions();
        long fetches = fixture.fleet.requests("litellm");
        fixture.fleet.faults().set("litellm", "status=500");
        fixture.fleet.faults().set("models-dev", "garbage=html");

        SyncReport report = fixture.syncProviders("openai", "anthropic");

        assertThat(report.results()).allMatch(r -> r.status() == RunOutcome.NOT_MODIFIED);
        assertThat(fixture.rowVersions()).isEqualTo(before);
        assertThat(fixture.fleet.requests("litellm")).isEqualTo(fetches + 1);
        List<String> failures =
                fixture.jdbi.withHandle(h -> h.createQuery("SELECT feed || ' ' || last_error_code FROM reference_feeds"
                                + " WHERE fetched_at < last_failure_at ORDER BY feed")
                        .mapTo(String.class)
                        .list());
        assertThat(failures).containsExactly("litellm unavailable", "models-dev bad_payload");
    }

    @Test
    void changedFeed_reachesAProviderWhoseListIsTheSame() {
        fixture.syncProviders("openai", "groq");
        fixture.fleet.faults().set("litellm", "unit=1000000");
        fixture.fleet.faults().set("models-dev", "unit=2");

        SyncReport report = fixture.syncProviders("openai", "groq");

        assertThat(SyncFixture.of(report, "openai").status()).isEqualTo(RunOutcome.SYNCED);
        assertThat(SyncFixture.of(report, "groq").status()).isEqualTo(RunOutcome.NOT_MODIFIED);
        assertThat(SyncFixture.of(report, "openai").counts().added()).isZero();
    }

    @Test
    void secondSync_ofTheSameBodies_endsAfterTheFetchAndWritesNoModelRow() {
        fixture.syncAll(false);
        String before = fixture.rowVersions();

        SyncReport second = fixture.syncAll(false);

        assertThat(second.results()).allMatch(r -> r.status() == RunOutcome.NOT_MODIFIED);
        assertThat(second.results().stream().mapToLong(r -> r.counts().synced()).sum())
                .isEqualTo(fixture.count("SELECT count(*) FROM models WHERE is_active"));
        assertThat(fixture.rowVersions()).isEqualTo(before);
    }

    @Test
    void secondSync_ofReorderedBodies_comparesAndWritesNoModelRow() {
        fixture.syncAll(false);
        String before = fixture.rowVersions();
        fixture.fleet.order(7);

        SyncReport second = fixture.syncAll(false);

        assertThat(second.results()).anyMatch(r -> r.status() == RunOutcome.SYNCED);
        assertThat(second.results())
                .allMatch(r ->
                        r.counts().added() + r.counts().updated() + r.counts().priceChanges() == 0);
        assertThat(fixture.rowVersions()).isEqualTo(before);
    }

    @Test
    void changedModels_areWrittenAndRecordedWithOldAndNewPrice() {
        fixture.syncAll(false);
        long history = fixture.count("SELECT count(*) FROM model_pricing_history");
        fixture.fleet.change(5);

        SyncReport report = fixture.syncAll(false);

        long changed = report.results().stream()
                .mapToLong(r -> r.counts().priceChanges())
                .sum();
        assertThat(changed).isPositive();
        assertThat(fixture.count("SELECT count(*) FROM model_pricing_history WHERE change_kind = 'change'"
                        + " AND previous_components IS DISTINCT FROM components"))
                .isEqualTo(changed);
        assertThat(fixture.count("SELECT count(*) FROM model_pricing_history")).isEqualTo(history + changed);
        assertThat(fixture.count("SELECT count(*) FROM change_events WHERE type = 'price.changed'"))
                .isEqualTo(changed);
        List<String> wrong = new ArrayList<>();
        Providers.all().forEach(p -> compare(p.slug().value(), wrong));
        assertThat(wrong).isEmpty();
    }

    @Test
    void dryRun_tellsThePlanAndLeavesEveryTableAsItWas() {
        String empty = fixture.tableContents();

        ProviderSyncResult result = fixture.dryRun("groq");

        assertThat(result.dryRun()).isTrue();
        assertThat(result.counts().added()).isEqualTo(fixture.fleet.modelCount("groq"));
        assertThat(result.changes()).hasSize(fixture.fleet.modelCount("groq")).allMatch(c -> c.type()
                .equals("model.added"));
        assertThat(fixture.tableContents()).isEqualTo(empty);
    }

    @Test
    void twoStartsOfOneProvider_makeOneRun() {
        fixture.fleet.faults().set("groq", "delay=1500");
        ProviderSyncRequest request = new ProviderSyncRequest("groq", SyncKind.FULL, false, "test", null, true);

        StartedJob first = fixture.launcher.startProvider(request);
        StartedJob second = fixture.launcher.startProvider(request);

        assertThat(second).isEqualTo(new StartedJob("provider-sync:groq", first.runId(), true));
        assertThat(fixture.await(first).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(fixture.fleet.requests("groq")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "garbage=html, malformed_catalog",
        "garbage=null, malformed_catalog",
        "garbage=array, malformed_catalog",
        "garbage=object, malformed_catalog",
        "garbage=error, malformed_catalog",
        "truncate=60, malformed_catalog",
        "status=404, provider_refused",
        "status=401, provider_auth_failed",
        "redirect=http://127.0.0.1:1/, provider_refused"
    })
    void badAnswer_failsThatProviderOnlyAndChangesNothing(String fault, String code) {
        fixture.syncProviders("groq", "xai");
        String before = fixture.rowVersions();
        fixture.fleet.faults().set("groq", fault);
        fixture.fleet.change(5);

        SyncReport report = fixture.syncProviders("groq", "xai");

        assertThat(report.status()).isEqualTo(JobStatus.PARTIAL);
        ProviderSyncResult groq = SyncFixture.of(report, "groq");
        assertThat(groq.status()).isEqualTo(RunOutcome.FAILED);
        assertThat(groq.error()).extracting(SyncError::code).isEqualTo(code);
        assertThat(SyncFixture.of(report, "xai").status()).isNotEqualTo(RunOutcome.FAILED);
        assertThat(SyncFixture.withoutProvider(fixture.rowVersions(), "xai"))
                .isEqualTo(SyncFixture.withoutProvider(before, "xai"));
        assertThat(fixture.count("SELECT count(*) FROM models WHERE NOT is_active"))
                .isZero();
        assertThat(fixture.count("SELECT count(*) FROM pricing_sync_log WHERE provider_slug = 'groq' AND status ="
                        + " 'failed' AND error_code = '" + code + "'"))
                .isEqualTo(1);
    }

    /** Also one whose key is not set is only skipped: nobody asked for it by name. */
    @Test
    void tier_isWhoeverIsOfItNow() {
        assertThat(slugs(fixture.syncProviders("tier:hourly")))
                .containsExactlyInAnyOrder("cerebras", "nebius", "xai", "google-vertex");
        fixture.jdbi.useHandle(
                handle -> handle.execute("UPDATE providers SET tier_override = 'hourly' WHERE slug = 'groq'"));
        fixture.jdbi.useHandle(
                handle -> handle.execute("UPDATE providers SET tier_override = 'every_4_hours' WHERE slug = 'xai'"));
        fixture.jdbi.useHandle(
                handle -> handle.execute("UPDATE providers SET is_active = false WHERE slug = 'nebius'"));

        assertThat(slugs(fixture.syncProviders("tier:hourly")))
                .containsExactlyInAnyOrder("cerebras", "google-vertex", "groq");
        assertThatThrownBy(() -> fixture.syncProviders("tier:hourly", "xai"))
                .hasMessageContaining("Providers are named or of a tier, not both: xai");
        assertThatThrownBy(() -> fixture.syncProviders("tier:daily"))
                .hasMessageContaining("no tier has the name tier:daily; there are tier:every_15_minutes, tier:hourly,");
    }

    private static List<String> slugs(SyncReport report) {
        return report.results().stream().map(ProviderSyncResult::provider).toList();
    }

    @Test
    void shrunkList_countsNoMisses() {
        fixture.sync("openrouter");
        fixture.fleet.faults().set("openrouter", "shrink=60");

        ProviderSyncResult result = fixture.sync("openrouter");

        assertThat(result.status()).isEqualTo(RunOutcome.SYNCED);
        assertThat(fixture.count("SELECT count(*) FROM model_misses")).isZero();
        long kept = fixture.count("SELECT models_missing FROM provider_sync_state s JOIN providers p"
                + " ON p.id = s.provider_id WHERE p.slug = 'openrouter'");
        assertThat(kept).isPositive();
        assertThat(String.valueOf(result.error())).contains("; " + kept + " models that are missing are kept");
        assertThat(fixture.count(
                        "SELECT count(*) FROM providers WHERE slug = 'openrouter' AND health_status =" + " 'degraded'"))
                .isEqualTo(1);
    }

    @Test
    void poisonRows_areCountedAndTheOthersStored() {
        fixture.sync("novita");
        fixture.fleet.faults().set("novita", "poison=4");

        ProviderSyncResult result = fixture.sync("novita");

        assertThat(result.status()).isEqualTo(RunOutcome.SYNCED);
        assertThat(result.counts().unchanged()).isEqualTo(fixture.fleet.modelCount("novita"));
        assertThat(result.skipReasons()).isNotEmpty();
    }

    private static int supported() {
        return Math.toIntExact(
                Providers.all().stream().filter(Provider::isSupported).count());
    }
}
