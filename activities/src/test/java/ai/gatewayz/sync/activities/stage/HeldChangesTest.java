package ai.gatewayz.sync.activities.stage;

import static ai.gatewayz.sync.activities.stage.SampleModels.model;
import static ai.gatewayz.sync.activities.stage.SampleModels.models;
import static ai.gatewayz.sync.activities.stage.SampleModels.priced;
import static ai.gatewayz.sync.activities.stage.SampleModels.with;
import static ai.gatewayz.sync.activities.stage.SampleModels.withContext;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.ledger.Decisions;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.PlannedChange;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class HeldChangesTest {
    private static final String PRICES = "SELECT concat_ws(' ', m.provider_model_id, p.pricing_state, p.pricing_basis,"
            + " p.price_per_input_token) FROM model_pricing p JOIN catalog_models m ON m.id = p.model_id"
            + " WHERE m.provider_id = (SELECT id FROM providers WHERE slug = 'openrouter') ORDER BY m.id";
    private static final String HOLDS = "SELECT concat_ws(' ', m.provider_model_id, h.rule, h.status,"
            + " h.price_per_input_token, h.agreeing_fetches, h.decided_by) FROM held_changes h"
            + " JOIN catalog_models m ON m.id = h.model_id ORDER BY h.id";

    private static final SyncCounts TEN_UNCHANGED =
            SyncCounts.read(10, 10, 0).withSynced(10).withModels(0, 0, 10);

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private void age(String interval) {
        catalog.jdbi.useHandle(handle -> handle.execute("UPDATE held_changes SET first_seen_at = first_seen_at - '"
                + interval + "'::interval, last_agreed_at = last_agreed_at - '" + interval + "'::interval"));
    }

    /** Ten models, one of them at another price. */
    private static CatalogModel[] tenWith(CatalogModel one) {
        return Stream.concat(IntStream.rangeClosed(1, 9).mapToObj(n -> model("m" + n)), Stream.of(one))
                .toArray(CatalogModel[]::new);
    }

    private static CatalogModel a(String input) {
        return priced("a", input, "0.000002");
    }

    /** A price that is served, and then one that is held. */
    private ApplyReport aTwelvefoldRise() {
        catalog.sync(tenWith(a("0.000001")));
        return catalog.sync(tenWith(a("0.000012")));
    }

    private static CatalogModel free(String id, String basis) {
        return with(id, new PricingBuilder().declareFree(basis).build());
    }

    private long areHoldsDue() {
        return catalog.providers.find("openrouter").orElseThrow().areHoldsDue() ? 1 : 0;
    }

    @Test
    void aMoveAboveTen_isHeldAndTheFormerPriceServed() {
        ApplyReport report = aTwelvefoldRise();

        assertThat(report.counts()).isEqualTo(TEN_UNCHANGED.withPrices(0, 1));
        assertThat(report.generation()).isEqualTo(1);
        assertThat(catalog.texts(PRICES)).hasSize(10).contains("a priced quoted 0.000001");
        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio pending 0.000012 1");
        assertThat(catalog.text(
                        "SELECT concat_ws(' ', previous_state, previous_components -> 0 ->> 'usd', components -> 0"
                                + " ->> 'raw', components -> 0 ->> 'unit', pricing_source, job_id, octet_length(snapshot_sha256))"
                                + " FROM held_changes"))
                .isEqualTo("priced 0.000001 0.000012 token provider:openrouter provider-sync:openrouter 32");
        assertThat(catalog.events()).endsWith("price.held a");
        assertThat(catalog.number("SELECT held_changes FROM pricing_sync_log ORDER BY id DESC LIMIT 1"))
                .isEqualTo(1);
    }

    @Test
    void aHold_keepsWhatOthersSaidWhenItBegan() {
        catalog.sync("groq", FakeFeed.of(priced("a", "0.0000011", "0.000002")));
        aTwelvefoldRise();
        catalog.sync("groq", FakeFeed.of(priced("a", "0.0000013", "0.000002")));

        assertThat(
                        catalog.text(
                                "SELECT string_agg(concat_ws(' ', c ->> 'source', c -> 'components' -> 0 ->> 'usd',"
                                        + " c -> 'components' -> 1 ->> 'usd'), ',') FROM held_changes, jsonb_array_elements(compared_with) c"))
                .isEqualTo("provider:groq 0.0000011 0.000002");
    }

    @Test
    void aSecondAgreeingFetch_releasesAnHourLater() {
        aTwelvefoldRise();
        age("59 minutes");
        assertThat(areHoldsDue()).isZero();
        catalog.sync(tenWith(a("0.000012")));
        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio pending 0.000012 1");

        age("1 minute");
        assertThat(areHoldsDue()).isEqualTo(1);
        ApplyReport report = catalog.sync(tenWith(a("0.000012")));

        assertThat(report.counts())
                .isEqualTo(SyncCounts.read(10, 10, 0)
                        .withSynced(10)
                        .withModels(0, 1, 9)
                        .withPrices(1, 0));
        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio released 0.000012 1 agreeing_fetches");
        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.000012");
        assertThat(catalog.text("SELECT changed_by FROM model_pricing_history ORDER BY id DESC LIMIT 1"))
                .isEqualTo("agreeing_fetches");
        assertThat(catalog.events()).endsWith("price.changed a", "price.released a");
        assertThat(areHoldsDue()).isZero();
    }

    @Test
    void aPartialList_doesNotSpeakForAHeldPrice() {
        catalog.sync(tenWith(a("0.000001")));
        catalog.sync(FakeFeed.of(tenWith(a("0.000012"))).withDeclared(11));
        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio pending 0.000012 0");
        catalog.sync(tenWith(a("0.000012")));
        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio pending 0.000012 1");
        age("1 hour");
        catalog.sync(FakeFeed.of(tenWith(a("0.000012"))).withDeclared(11));

        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio pending 0.000012 1");
    }

    @Test
    void aUnitSignature_isNeverReleasedByAgreement() {
        catalog.sync(tenWith(a("0.0000001")));
        catalog.sync(tenWith(a("0.0001")));
        for (int day = 0; day < 3; day++) {
            age("1 day");
            catalog.sync(tenWith(a("0.0001")));
        }

        assertThat(catalog.texts(HOLDS)).containsExactly("a unit_signature pending 0.0001 4");
        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.0000001");
        assertThat(areHoldsDue()).isZero();
    }

    @Test
    void aPriceThatGoesBack_endsItsHold() {
        aTwelvefoldRise();
        catalog.sync(tenWith(a("0.000001")));

        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio superseded 0.000012 1 provider");
        assertThat(catalog.number("SELECT count(*) FROM model_pricing_history")).isEqualTo(10);
    }

    @Test
    void aPriceThatGoesBackWhileOtherFactsChange_endsItsHold() {
        aTwelvefoldRise();
        catalog.sync(tenWith(withContext(a("0.000001"), 5)));

        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio superseded 0.000012 1 provider");
    }

    @Test
    void anotherPrice_replacesTheHold() {
        aTwelvefoldRise();
        catalog.sync(tenWith(a("0.000015")));
        assertThat(catalog.texts(HOLDS))
                .containsExactly("a ratio superseded 0.000012 1 provider", "a ratio pending 0.000015 1");

        catalog.sync(tenWith(a("0.000004")));
        assertThat(catalog.texts(HOLDS))
                .containsExactly("a ratio superseded 0.000012 1 provider", "a ratio superseded 0.000015 1 provider");
        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.000004");
    }

    @Test
    void aModelThatIsMissing_keepsItsHold() {
        aTwelvefoldRise();
        catalog.sync(models(9));

        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio pending 0.000012 1");
    }

    @Test
    void aChangedFactBesideAHeldPrice_isStored() {
        catalog.sync(tenWith(a("0.000001")));
        ApplyReport report = catalog.sync(tenWith(withContext(a("0.000012"), 77)));

        assertThat(report.counts())
                .isEqualTo(SyncCounts.read(10, 10, 0)
                        .withSynced(10)
                        .withModels(0, 1, 9)
                        .withPrices(0, 1));
        assertThat(catalog.number("SELECT context_length FROM catalog_models WHERE provider_model_id = 'a'"))
                .isEqualTo(77);
    }

    @Test
    void aHeldFirstPrice_leavesTheModelWithoutPrice() {
        ApplyReport report = catalog.sync(model("m1"), priced("dear", "0.002", "0.000002"));

        assertThat(report.counts())
                .isEqualTo(SyncCounts.read(2, 2, 0)
                        .withSynced(2)
                        .withModels(2, 0, 0)
                        .withPrices(0, 1));
        assertThat(catalog.texts(PRICES)).containsExactlyInAnyOrder("m1 priced quoted 0.000001", "dear unknown held");
        assertThat(catalog.texts(HOLDS)).containsExactly("dear band pending 0.002 1");
        assertThat(catalog.text("SELECT after ->> 'pricing_state' FROM change_events WHERE type = 'model.added' AND"
                        + " provider_model_id = 'dear'"))
                .isEqualTo("unknown");

        report = catalog.sync(model("m1"), priced("dear", "0.000002", "0.000002"));
        assertThat(report.counts())
                .isEqualTo(SyncCounts.read(2, 2, 0)
                        .withSynced(2)
                        .withModels(0, 1, 1)
                        .withPrices(1, 0));
        assertThat(catalog.texts(PRICES)).contains("dear priced quoted 0.000002");
        assertThat(catalog.texts(HOLDS)).containsExactly("dear band superseded 0.002 1 provider");
    }

    @Test
    void aPeerThatAgrees_releasesWithoutWaiting() {
        catalog.sync(tenWith(a("0.000001")));
        catalog.sync("groq", FakeFeed.of(a("0.0000025")));
        catalog.sync(tenWith(a("0.000012")));
        assertThat(areHoldsDue()).isZero();
        catalog.sync("groq", FakeFeed.of(a("0.00001204")));
        assertThat(areHoldsDue()).isEqualTo(1);
        catalog.sync(tenWith(a("0.000012")));

        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio released 0.000012 1 second_source");
        assertThat(catalog.text("SELECT changed_by FROM model_pricing_history ORDER BY id DESC LIMIT 1"))
                .isEqualTo("second_source");
    }

    @Test
    void aReferenceFeedThatAgrees_releasesAUnitSignature() {
        catalog.sync(tenWith(a("0.0000001")));
        catalog.sync(tenWith(a("0.0001")));
        catalog.jdbi.useHandle(handle -> handle.execute("""
                INSERT INTO reference_scopes (provider_slug, version) VALUES ('openrouter', 1);
                INSERT INTO reference_prices (feed, provider_slug, reference_key, reference_id, price_per_input_token,
                    price_per_output_token, components, price_hash, snapshot_sha256)
                VALUES ('litellm', 'openrouter', 'a', 'a', 0.0001, 0.000002,
                    '[{"kind": "input", "unit": "token", "usd": "0.0001", "raw": "1e-4", "condition": {}},
                      {"kind": "output", "unit": "token", "usd": "0.000002", "raw": "2e-6", "condition": {}}]', '', '')
                """));
        catalog.sync(tenWith(a("0.0001")));

        assertThat(catalog.texts(HOLDS)).containsExactly("a unit_signature released 0.0001 1 second_source");
        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.0001");
    }

    @Test
    void paidToNothing_isHeldUnlessDeclaredFree() {
        catalog.sync(tenWith(a("0.000001")));
        catalog.sync(tenWith(free("a", "zero_price")));
        assertThat(catalog.texts(HOLDS)).containsExactly("a became_free pending 0 1");
        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.000001");

        catalog.sync(tenWith(free("a", "declared")));
        assertThat(catalog.texts(PRICES)).contains("a free declared 0");
        assertThat(catalog.texts(HOLDS)).containsExactly("a became_free superseded 0 1 provider");
    }

    @Test
    void nothingToPaid_isAppliedWithHistory() {
        catalog.sync(tenWith(free("a", "declared")));
        catalog.sync(tenWith(a("0.000003")));

        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.000003");
        assertThat(catalog.text(
                        "SELECT previous_state || '>' || pricing_state FROM model_pricing_history ORDER BY id DESC"
                                + " LIMIT 1"))
                .isEqualTo("free>priced");
        assertThat(catalog.texts(HOLDS)).isEmpty();
    }

    @Test
    void aVanishedPrice_staysServedAndIsRecorded() {
        catalog.sync(tenWith(a("0.000001")));
        catalog.sync(tenWith(with("a", Pricing.unknown("absent"))));

        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.000001");
        assertThat(catalog.texts(HOLDS)).containsExactly("a price_vanished pending 1");
        age("2 hours");
        assertThat(areHoldsDue()).isZero();
    }

    @Test
    void aRefusedPrice_keepsTheFormerWithoutAHold() {
        catalog.sync(tenWith(a("0.000001")));
        PricingBuilder euros = new PricingBuilder().refuse(PriceRefusal.CURRENCY);
        ApplyReport report = catalog.sync(tenWith(with("a", euros.build())));

        assertThat(report.counts()).isEqualTo(TEN_UNCHANGED);
        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.000001");
        assertThat(catalog.texts(HOLDS)).isEmpty();
    }

    @Test
    void anotherBillingUnit_isHeld() {
        catalog.sync(tenWith(a("0.000001")));
        Pricing perImage = new PricingBuilder()
                .add(PriceKind.INPUT, PriceUnit.USD_PER_IMAGE, "0.01")
                .build();
        catalog.sync(tenWith(with("a", perImage)));

        assertThat(catalog.texts(HOLDS)).containsExactly("a billing_mode pending 1");
    }

    @Test
    void aRejectedPrice_staysAwayUntilTheProviderSaysSomethingElse() {
        aTwelvefoldRise();
        catalog.jdbi.useHandle(handle -> handle.execute("UPDATE held_changes SET status = 'rejected', decided_by ="
                + " 'admin', decided_at = now(), is_suppressing = true"));
        age("1 day");
        ApplyReport report = catalog.sync(tenWith(a("0.000012")));

        assertThat(report.counts()).isEqualTo(TEN_UNCHANGED);
        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio rejected 0.000012 1 admin");
        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.000001");

        aTwelvefoldRise();
        assertThat(catalog.texts(HOLDS))
                .containsExactly("a ratio rejected 0.000012 1 admin", "a ratio pending 0.000012 1");
    }

    @Test
    void approval_servesThePriceAsASyncWouldHave() {
        aTwelvefoldRise();
        long generation = catalog.approveAll("admin");

        assertThat(generation).isEqualTo(2);
        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio approved 0.000012 1 admin");
        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.000012");
        assertThat(catalog.text("SELECT concat_ws(' ', change_kind, previous_input_price, price_per_input_token,"
                        + " changed_by, job_id) FROM model_pricing_history ORDER BY id DESC LIMIT 1"))
                .isEqualTo("approval 0.000001 0.000012 approval operator:admin");
        assertThat(catalog.events()).endsWith("price.held a", "price.changed a", "price.released a");
        assertThat(catalog.jdbi.<Boolean, RuntimeException>inTransaction(
                        handle -> Decisions.approve(handle, 1, "admin", null)))
                .isFalse();

        Map<String, List<String>> before = catalog.dump();
        ApplyReport report = catalog.sync(tenWith(a("0.000012")));
        assertThat(report.counts()).isEqualTo(TEN_UNCHANGED);
        Map<String, List<String>> after = catalog.dump();
        assertThat(after.get("model_pricing")).isEqualTo(before.get("model_pricing"));
        assertThat(after.get("held_changes")).isEqualTo(before.get("held_changes"));
    }

    @Test
    void anApprovalWhileASyncIsUnderWay_isNotUndone() {
        aTwelvefoldRise();
        ApplyRequest underWay = catalog.application("openrouter", FakeFeed.of(tenWith(a("0.000012"))), false);
        catalog.approveAll("admin");
        catalog.catalog.apply(underWay);

        assertThat(catalog.texts(HOLDS)).containsExactly("a ratio approved 0.000012 1 admin");
        assertThat(catalog.texts(PRICES)).contains("a priced quoted 0.000012");
    }

    @Test
    void dryRun_tellsWhatWouldBeHeldAndWritesNothing() {
        catalog.sync(tenWith(a("0.000001")));
        Map<String, List<String>> before = catalog.dump();
        ApplyReport report = catalog.dryRun(FakeFeed.of(tenWith(a("0.000012"))));

        assertThat(report.counts().heldChanges()).isEqualTo(1);
        assertThat(report.changes()).extracting(PlannedChange::type).containsExactly("price.held");
        assertThat(report.changes().get(0).after()).contains("\"rule\": \"ratio\"", "\"prompt\": \"0.000012\"");
        assertThat(catalog.dump()).isEqualTo(before);
    }

    @Test
    void aWholeProviderAtOtherUnits_isHeldWithItsNewModels() {
        catalog.sync(models(6));
        CatalogModel[] wrong = Stream.concat(
                        IntStream.rangeClosed(1, 6).mapToObj(n -> priced("m" + n, "0.0001", "0.0002")),
                        Stream.of(priced("new", "0.00005", "0.00005")))
                .toArray(CatalogModel[]::new);
        ApplyReport report = catalog.sync(wrong);

        assertThat(report.counts().heldChanges()).isEqualTo(7);
        assertThat(catalog.texts("SELECT DISTINCT rule FROM held_changes ORDER BY 1"))
                .containsExactly("provider_units", "unit_signature");
        assertThat(catalog.texts(PRICES)).contains("new unknown held", "m1 priced quoted 0.000001");
    }
}
