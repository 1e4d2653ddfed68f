package ai.gatewayz.sync.activities.stage;

import static ai.gatewayz.sync.activities.stage.SampleModels.model;
import static ai.gatewayz.sync.activities.stage.SampleModels.models;
import static ai.gatewayz.sync.activities.stage.SampleModels.priced;
import static ai.gatewayz.sync.activities.stage.SampleModels.with;
import static ai.gatewayz.sync.activities.stage.SampleModels.withContext;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CatalogStoreTest {
    private static final String PRICE = "SELECT pricing_state || ' ' || coalesce(price_per_input_token::text, '-') ||"
            + " ' ' || coalesce(price_per_output_token::text, '-') FROM model_pricing";
    private static final String HISTORY = "SELECT change_kind || ' ' || coalesce(previous_state, '-') || '>' ||"
            + " pricing_state || ' ' || coalesce(previous_input_price::text, '-') || '>' ||"
            + " coalesce(price_per_input_token::text, '-') FROM model_pricing_history ORDER BY id";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    @Test
    void apply_countsNewChangedRepricedPresentAndMissing() {
        catalog.sync(models(5));
        ApplyReport report = catalog.sync(
                withContext(model("m1"), 16_384), priced("m2", "0.000003", "0.000002"), model("m3"), model("m6"));

        assertThat(report.counts())
                .isEqualTo(SyncCounts.read(4, 4, 0)
                        .withSynced(4)
                        .withModels(1, 2, 1)
                        .withPrices(1, 0));
        assertThat(report.generation()).isEqualTo(2);
        assertThat(catalog.texts("SELECT provider_model_id || ' ' || context_length FROM catalog_models ORDER BY 1"))
                .containsExactly("m1 16384", "m2 8192", "m3 8192", "m4 8192", "m5 8192", "m6 8192");
        assertThat(catalog.texts("SELECT m.provider_model_id || ' ' || misses FROM model_misses mm JOIN catalog_models"
                        + " m ON m.id = mm.model_id ORDER BY 1"))
                .containsExactly("m4 1", "m5 1");
    }

    /** The planner then takes a stage or a provider for one row, and compares each of the one with each of the other. */
    @Test
    void aLargeFirstList_isReadOnce_whenStatisticsAreOfBeforeIt() {
        catalog.sync("groq", FakeFeed.of(models(5)));
        catalog.jdbi.useHandle(handle -> handle.execute("INSERT INTO staged_models (stage_key, operation,"
                + " provider_model_id) SELECT 'another', 'present', n::text FROM generate_series(1, 1000) n;"
                + " ANALYZE staged_models; ANALYZE catalog_models"));
        long before = rowsRead();
        catalog.sync(models(2_000));

        assertThat(rowsRead() - before).isLessThan(100 * 2_000);
    }

    private long rowsRead() {
        catalog.text("SELECT pg_stat_force_next_flush()::text");
        return catalog.number("SELECT sum(seq_tup_read + idx_tup_fetch)::bigint FROM pg_stat_user_tables"
                + " WHERE relname IN ('catalog_models', 'staged_models')");
    }

    @Test
    void apply_recordsTheRunInTheLog() {
        catalog.sync(model("m1"), model("m1"));

        assertThat(catalog.text("SELECT concat_ws(' ', provider_slug, kind, status, outcome, triggered_by,"
                        + " models_fetched, models_transformed, models_skipped, models_synced, models_new,"
                        + " models_unchanged, errors, skip_reasons::text, fetch_ms, transform_ms, fence, generation,"
                        + " encode(snapshot_sha256, 'hex')) FROM pricing_sync_log"))
                .isEqualTo("openrouter FULL success synced test 2 1 1 1 1 0 0 {\"duplicate\": 1} 11 22 1 1 "
                        + CatalogFixture.SHA);
    }

    @Test
    void apply_writesNoModelRow_whenTheListIsTheSame() {
        catalog.sync(models(50));
        Map<String, List<String>> before = catalog.dump();
        ApplyReport report = catalog.sync(models(50));
        Map<String, List<String>> after = catalog.dump();

        assertThat(report.counts())
                .isEqualTo(SyncCounts.read(50, 50, 0).withSynced(50).withModels(0, 0, 50));
        assertThat(report.generation()).isEqualTo(1);
        for (String table : List.of("provider_sync_state", "pricing_sync_log")) {
            before.remove(table);
            after.remove(table);
        }
        assertThat(after).isEqualTo(before);
    }

    @Test
    void apply_leavesNoDeadRows_whenTheListIsTheSame() {
        catalog.sync(models(200));
        catalog.sync(models(200));
        catalog.text("SELECT pg_stat_force_next_flush()::text");
        assertThat(catalog.texts("SELECT concat_ws(' ', relname, n_tup_ins, n_tup_upd, n_tup_del, n_dead_tup) FROM"
                        + " pg_stat_user_tables WHERE relname IN ('catalog_models', 'model_pricing',"
                        + " 'model_pricing_history', 'model_misses', 'change_events', 'catalog_generation')"
                        + " ORDER BY 1"))
                .containsExactly(
                        "catalog_generation 0 1 0 1",
                        "catalog_models 200 0 0 0",
                        "change_events 200 0 0 0",
                        "model_misses 0 0 0 0",
                        "model_pricing 200 0 0 0",
                        "model_pricing_history 200 0 0 0");
    }

    @Test
    void apply_writesOnlyTheModelThatChanged() {
        catalog.sync(models(3));
        List<String> before = catalog.rows("catalog_models");
        List<String> prices = catalog.rows("model_pricing");
        catalog.sync(model("m1"), withContext(model("m2"), 1), model("m3"));

        assertThat(catalog.rows("catalog_models"))
                .hasSize(3)
                .containsAll(before.stream().filter(r -> !r.contains(",m2,")).toList());
        assertThat(catalog.rows("model_pricing")).isEqualTo(prices);
    }

    @Test
    void apply_writesTheFirstPriceAndEachChangeIntoTheHistory() {
        catalog.sync(priced("a", "0.0000004", "0.000002"));
        catalog.sync(priced("a", "0.00000008", "0.000002"));
        catalog.sync(priced("a", "0.00000004", "0.000002"));

        assertThat(catalog.texts(HISTORY))
                .containsExactly(
                        "first ->priced ->0.0000004",
                        "change priced>priced 0.0000004>0.00000008",
                        "change priced>priced 0.00000008>0.00000004");
        assertThat(catalog.text(PRICE)).isEqualTo("priced 0.00000004 0.000002");
        assertThat(catalog.text("SELECT pricing_source FROM model_pricing")).isEqualTo("provider:openrouter");
    }

    @Test
    void apply_keepsEveryDigitOfAPrice() {
        catalog.sync(with(
                "a",
                new PricingBuilder()
                        .add(PriceKind.INPUT, PriceUnit.USD_PER_MILLION_TOKENS, "0.3333333333333333333333")
                        .add(PriceKind.OUTPUT, PriceUnit.USD_PER_TOKEN, "0.00000100000000000000015")
                        .build()));

        assertThat(catalog.text(PRICE)).isEqualTo("priced 0.000000333333333333333 0.000001");
        assertThat(catalog.text("SELECT components::text FROM model_pricing"))
                .isEqualTo("[{\"raw\": \"0.3333333333333333333333\", \"usd\": \"0.000000333333333333333\","
                        + " \"kind\": \"input\", \"unit\": \"token\", \"condition\": {},"
                        + " \"quoted_unit\": \"usd_per_million_tokens\"},"
                        + " {\"raw\": \"0.00000100000000000000015\", \"usd\": \"0.000001\","
                        + " \"kind\": \"output\", \"unit\": \"token\", \"condition\": {},"
                        + " \"quoted_unit\": \"usd_per_token\"}]");
    }

    @Test
    void apply_doesNotTakeFloatNoiseForAChange() {
        catalog.sync(priced("a", "0.000001", "0.000002"));
        ApplyReport report = catalog.sync(priced("a", "0.00000100000000000000015", "0.000002"));

        assertThat(report.counts().unchanged()).isEqualTo(1);
        assertThat(catalog.number("SELECT count(*) FROM model_pricing_history")).isEqualTo(1);
    }

    @Test
    void apply_storesUnknownAndDynamicPricesAsNull_andFreeAsZero() {
        catalog.sync(
                with("u", Pricing.unknown("absent")),
                with("d", Pricing.dynamic()),
                with("f", new PricingBuilder().declareFree("declared").build()));

        assertThat(catalog.texts(PRICE + " ORDER BY pricing_state"))
                .containsExactly("dynamic - -", "free 0 0", "unknown - -");
        assertThat(catalog.texts(HISTORY + " LIMIT 9"))
                .containsExactlyInAnyOrder("first ->dynamic ->-", "first ->free ->0");
    }

    @Test
    void apply_recordsAPriceThatBecomesKnown_andKeepsItWhenItIsNoLongerTold() {
        catalog.sync(with("a", Pricing.unknown("absent")));
        assertThat(catalog.sync(model("a")).counts().priceChanges()).isEqualTo(1);
        assertThat(catalog.sync(with("a", Pricing.unknown("absent"))).counts().priceChanges())
                .isZero();

        assertThat(catalog.texts(HISTORY)).containsExactly("first unknown>priced ->0.000001");
        assertThat(catalog.text(PRICE)).isEqualTo("priced 0.000001 0.000002");
    }

    @Tag("G8")
    @Tag("P29")
    @Test
    void apply_takesTheFirstOfTwoRecordsWithTheSameId() {
        ApplyReport report = catalog.sync(model("a"), withContext(model("a"), 1), model("A"));

        assertThat(report.counts())
                .isEqualTo(SyncCounts.read(3, 2, 1).withSynced(2).withModels(2, 0, 0));
        assertThat(catalog.texts("SELECT context_length::text FROM catalog_models"))
                .containsExactly("8192", "8192");
    }

    @Tag("G18")
    @Test
    void apply_counts2500Models() {
        assertThat(catalog.sync(models(2_500)).counts())
                .isEqualTo(SyncCounts.read(2_500, 2_500, 0).withSynced(2_500).withModels(2_500, 0, 0));
        assertThat(catalog.number("SELECT count(*) FROM model_pricing_history")).isEqualTo(2_500);
    }

    @Tag("P30")
    @Test
    void apply_keepsTwoProvidersOfferingsOfOneIdApart() {
        catalog.sync("openrouter", FakeFeed.of(priced("a", "0.000001", "0.000001")));
        catalog.sync("groq", FakeFeed.of(priced("a", "0.000005", "0.000005")));
        List<String> groq = catalog.rows("model_pricing");
        catalog.sync("openrouter", FakeFeed.of(priced("a", "0.000002", "0.000001")));

        assertThat(catalog.texts("SELECT p.slug || ' ' || price_per_input_token FROM model_pricing mp JOIN"
                        + " catalog_models m ON m.id = mp.model_id JOIN providers p ON p.id ="
                        + " m.provider_id ORDER BY 1"))
                .containsExactly("groq 0.000005", "openrouter 0.000002");
        assertThat(catalog.rows("model_pricing")).contains(groq.get(1));
    }

    @Test
    void apply_neverErasesWhatTheProviderNoLongerSays() {
        catalog.sync(model("a"));
        catalog.sync(SampleModels.bare("a"));

        assertThat(catalog.text("SELECT concat_ws(' ', description, context_length, max_output_tokens, modality,"
                        + " input_modalities::text, output_modalities::text, supports_streaming,"
                        + " supports_function_calling, supports_vision, coalesce(supports_reasoning::text, '-'))"
                        + " FROM catalog_models"))
                .isEqualTo("A model 8192 1024 image+text->text {image,text} {text} t t f -");
    }

    @Test
    void apply_namesTheWholeModality_whenTheProviderLeavesOutOneSide() {
        catalog.sync(model("a"));
        catalog.sync(SampleModels.withOutput("a", "audio"));

        assertThat(catalog.text("SELECT concat_ws(' ', modality, input_modalities::text, output_modalities::text)"
                        + " FROM catalog_models"))
                .isEqualTo("image+text->audio {image,text} {audio}");
    }

    @Test
    void apply_writesEventsOfEachKindUnderOneGeneration() {
        catalog.sync(model("b"), model("a"));
        catalog.sync(withContext(priced("a", "0.000003", "0.000002"), 1), model("b"), model("c"));

        assertThat(catalog.texts("SELECT concat_ws(' ', generation, type, provider_slug, provider_model_id, job_id,"
                        + " before::text, after::text) FROM change_events ORDER BY seq"))
                .containsExactly(
                        "1 model.added openrouter a provider-sync:openrouter " + added("a"),
                        "1 model.added openrouter b provider-sync:openrouter " + added("b"),
                        "2 model.added openrouter c provider-sync:openrouter " + added("c"),
                        "2 model.updated openrouter a provider-sync:openrouter"
                                + " {\"name\": \"Model a\", \"context_length\": 1}",
                        "2 price.changed openrouter a provider-sync:openrouter {\"prompt\": \"0.000001\", \"unread\":"
                                + " [], \"complete\": true, \"completion\": \"0.000002\", \"pricing_state\": \"priced\"}"
                                + " {\"prompt\": \"0.000003\", \"unread\": [], \"complete\": true, \"completion\":"
                                + " \"0.000002\", \"pricing_state\": \"priced\"}");
    }

    private static String added(String id) {
        return "{\"name\": \"Model " + id
                + "\", \"prompt\": \"0.000001\", \"unread\": [], \"complete\": true, \"completion\": \"0.000002\","
                + " \"pricing_state\": \"priced\", \"context_length\": 8192}";
    }
}
