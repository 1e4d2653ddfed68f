package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.provider.ReferenceFeeds;
import ai.gatewayz.sync.activities.reference.FeedBody;
import ai.gatewayz.sync.activities.reference.ReferenceFeed;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.activities.reference.ReferenceStore;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.PlannedChange;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Feeds that contradict each other about a price that they alone tell: nobody is told one of them unasked. */
final class DisputedPricesTest {
    private static final Map<String, ReferenceKeys> KEYS = ReferenceFeeds.keys(Providers.all());
    private static final String PRICE =
            "SELECT concat_ws(' ', pricing_state, pricing_basis, price_per_input_token, price_per_output_token,"
                    + " pricing_source) FROM model_pricing p JOIN catalog_models m ON m.id = p.model_id"
                    + " WHERE provider_model_id = 'orb'";
    private static final String HOLDS = "SELECT concat_ws(' ', m.provider_model_id, h.rule, h.status,"
            + " h.price_per_input_token, h.price_per_output_token, h.decided_by) FROM held_changes h"
            + " JOIN catalog_models m ON m.id = h.model_id ORDER BY h.id";

    @RegisterExtension
    final CatalogFixture fixture = new CatalogFixture();

    private ReferenceStore store;
    private int bodies;

    @BeforeEach
    void open() {
        store = new ReferenceStore(fixture.jdbi);
    }

    /** What models.dev says, US dollars per million tokens. */
    private void modelsDevSays(String input, String output) throws IOException {
        refresh(
                ReferenceFeed.MODELS_DEV,
                "{\"openai\": {\"models\": {\"orb\": {\"cost\": {\"input\": " + input + ", \"output\": " + output
                        + "}}}}}");
    }

    /** What LiteLLM says, US dollars per token. */
    private void liteLlmSays(String input, String output) throws IOException {
        refresh(
                ReferenceFeed.LITELLM,
                "{\"orb\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": " + input
                        + ", \"output_cost_per_token\": " + output + "}}");
    }

    private void refresh(ReferenceFeed feed, String body) throws IOException {
        SnapshotRef snapshot = new SnapshotRef("%064x".formatted(++bodies), body.length(), 1);
        store.apply(
                new FeedBody(feed.slug(), snapshot, 1),
                KEYS,
                feed.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), KEYS));
    }

    private ApplyReport sync() {
        return sync(SampleModels.with("orb", Pricing.unknown("absent")));
    }

    private ApplyReport sync(CatalogModel orb) {
        return fixture.sync("openai", FakeFeed.of(orb));
    }

    private long approve() {
        return fixture.approveAll("admin");
    }

    @Test
    void aFirstPrice_waitsWithWhatEachFeedSays() throws IOException {
        modelsDevSays("0.14", "8");
        liteLlmSays("2.8e-07", "8e-06");

        ApplyReport report = sync();

        assertThat(report.counts())
                .isEqualTo(SyncCounts.read(1, 1, 0)
                        .withSynced(1)
                        .withModels(1, 0, 0)
                        .withPrices(0, 1));
        assertThat(fixture.text(PRICE)).isEqualTo("unknown references_disagree provider:openai");
        assertThat(fixture.texts(HOLDS)).containsExactly("orb reference_disagreement pending 0.00000014 0.000008");
        assertThat(fixture.texts("SELECT concat_ws(' ', t ->> 'source', t ->> 'reference_id',"
                        + " t #>> '{components,0,usd}', t #>> '{components,0,raw}', t #>> '{components,1,usd}')"
                        + " FROM held_changes, jsonb_array_elements(told_by) WITH ORDINALITY AS e (t, n) ORDER BY n"))
                .containsExactly(
                        "reference:models-dev orb 0.00000014 0.14 0.000008",
                        "reference:litellm orb 0.00000028 2.8e-07 0.000008");
        assertThat(fixture.text("SELECT concat_ws(' ', cleared_by_second_source, cleared_by_agreement, pricing_source,"
                        + " pricing_basis, previous_state) FROM held_changes"))
                .isEqualTo("f f reference:models-dev references_disagree unknown");
        assertThat(fixture.events()).containsExactly("model.added orb", "price.held orb");
    }

    /** A price that gets another witness has not moved. */
    @Test
    void theSamePriceToldByMore_isNoChange() throws IOException {
        modelsDevSays("2", "8");
        sync();
        assertThat(fixture.text(PRICE)).isEqualTo("priced uncorroborated 0.000002 0.000008 reference:models-dev");

        liteLlmSays("2e-06", "8e-06");
        ApplyReport report = sync();

        assertThat(report.counts().priceChanges()).isZero();
        assertThat(fixture.text(PRICE)).isEqualTo("priced corroborated 0.000002 0.000008 reference:models-dev+litellm");
        assertThat(fixture.events()).containsExactly("model.added orb");
        assertThat(fixture.number("SELECT count(*) FROM model_pricing_history")).isEqualTo(1);
        sync();
        assertThat(fixture.events()).containsExactly("model.added orb");

        modelsDevSays("1", "4");
        liteLlmSays("1e-06", "4e-06");
        sync();
        assertThat(fixture.events()).containsExactly("model.added orb", "price.changed orb");
    }

    @Test
    void theDifferenceMustExceedHalfAPercent() throws IOException {
        modelsDevSays("1.99", "8");
        liteLlmSays("2e-06", "8e-06");
        sync();
        assertThat(fixture.text(PRICE))
                .isEqualTo("priced corroborated 0.00000199 0.000008 reference:models-dev+litellm");

        modelsDevSays("1.98", "8");
        sync();
        assertThat(fixture.texts(HOLDS)).containsExactly("orb reference_disagreement pending 0.00000198 0.000008");
        assertThat(fixture.text(PRICE))
                .isEqualTo("priced corroborated 0.00000199 0.000008 reference:models-dev+litellm");
    }

    @Test
    void repeatedSyncs_changeNothing() throws IOException {
        modelsDevSays("2", "8");
        liteLlmSays("2e-06", "8e-06");
        sync();
        liteLlmSays("3e-06", "8e-06");
        sync();
        List<String> prices = fixture.rows("model_pricing");
        List<String> events = fixture.rows("change_events");

        ApplyReport report = sync();

        assertThat(report.counts())
                .isEqualTo(SyncCounts.read(1, 1, 0)
                        .withSynced(1)
                        .withModels(0, 0, 1)
                        .withPrices(0, 1));
        assertThat(fixture.rows("model_pricing")).isEqualTo(prices);
        assertThat(fixture.rows("change_events")).isEqualTo(events);
        assertThat(fixture.texts(HOLDS)).containsExactly("orb reference_disagreement pending 0.000002 0.000008");
        assertThat(fixture.text(PRICE)).isEqualTo("priced corroborated 0.000002 0.000008 reference:models-dev+litellm");
    }

    @Test
    void agreementAtTheWaitingPrice_releasesIt() throws IOException {
        modelsDevSays("3", "8");
        liteLlmSays("2e-06", "8e-06");
        sync();
        liteLlmSays("3e-06", "8e-06");

        sync();

        assertThat(fixture.texts(HOLDS))
                .containsExactly("orb reference_disagreement released 0.000003 0.000008 references");
        assertThat(fixture.text(PRICE)).isEqualTo("priced corroborated 0.000003 0.000008 reference:models-dev+litellm");
        assertThat(fixture.events()).endsWith("price.changed orb", "price.released orb");
    }

    @Test
    void agreementAtTheFormerPrice_endsTheHold() throws IOException {
        modelsDevSays("2", "8");
        liteLlmSays("2e-06", "8e-06");
        sync();
        modelsDevSays("3", "8");
        sync();
        modelsDevSays("2", "8");

        sync();

        assertThat(fixture.texts(HOLDS))
                .containsExactly("orb reference_disagreement superseded 0.000003 0.000008 references");
        assertThat(fixture.number("SELECT count(*) FROM model_pricing_history")).isEqualTo(1);
    }

    @Test
    void agreementAtAThirdPrice_isServedAndEndsTheHold() throws IOException {
        modelsDevSays("2", "8");
        liteLlmSays("3e-06", "8e-06");
        sync();
        modelsDevSays("4", "8");
        liteLlmSays("4e-06", "8e-06");

        sync();

        assertThat(fixture.texts(HOLDS))
                .containsExactly("orb reference_disagreement superseded 0.000002 0.000008 references");
        assertThat(fixture.text(PRICE)).isEqualTo("priced corroborated 0.000004 0.000008 reference:models-dev+litellm");
    }

    @Test
    void anApprovedPrice_isServedUntilAFeedSaysSomethingElse() throws IOException {
        modelsDevSays("2", "8");
        liteLlmSays("3e-06", "8e-06");
        sync();
        assertThat(approve()).isEqualTo(2);
        assertThat(fixture.text(PRICE)).isEqualTo("priced references_disagree 0.000002 0.000008 reference:models-dev");

        ApplyReport again = sync();
        assertThat(again.counts())
                .isEqualTo(SyncCounts.read(1, 1, 0).withSynced(1).withModels(0, 0, 1));

        liteLlmSays("2.5e-06", "8e-06");
        sync();
        assertThat(fixture.texts(HOLDS))
                .containsExactly(
                        "orb reference_disagreement approved 0.000002 0.000008 admin",
                        "orb reference_disagreement pending 0.000002 0.000008");
        assertThat(fixture.text(PRICE)).isEqualTo("priced references_disagree 0.000002 0.000008 reference:models-dev");
    }

    @Test
    void aRejectedPrice_staysAwayWhileTheFeedsSayTheSame() throws IOException {
        modelsDevSays("2", "8");
        liteLlmSays("3e-06", "8e-06");
        sync();
        fixture.jdbi.useHandle(handle -> handle.execute("UPDATE held_changes SET status = 'rejected', decided_by ="
                + " 'admin', decided_at = now(), is_suppressing = true"));

        sync();

        assertThat(fixture.texts(HOLDS)).containsExactly("orb reference_disagreement rejected 0.000002 0.000008 admin");
        assertThat(fixture.text(PRICE)).isEqualTo("unknown references_disagree provider:openai");
    }

    @Test
    void aPriceThatTheProviderQuotesItself_endsTheHold() throws IOException {
        modelsDevSays("2", "8");
        liteLlmSays("3e-06", "8e-06");
        sync();

        sync(SampleModels.priced("orb", "0.000003", "0.000008"));

        assertThat(fixture.texts(HOLDS))
                .containsExactly("orb reference_disagreement superseded 0.000002 0.000008 provider");
        assertThat(fixture.text(PRICE)).isEqualTo("priced quoted 0.000003 0.000008 provider:openai");
    }

    @Test
    void aDispute_saysNothingAboutOtherPricesOfTheProvider() throws IOException {
        modelsDevSays("2", "8");
        liteLlmSays("0.0005", "0.0008");

        fixture.sync(
                "openai",
                FakeFeed.of(
                        SampleModels.with("orb", Pricing.unknown("absent")),
                        SampleModels.priced("sun", "0.000001", "0.000002")));

        assertThat(fixture.texts(HOLDS)).containsExactly("orb reference_disagreement pending 0.000002 0.000008");
        assertThat(fixture.text(PRICE.replace("'orb'", "'sun'")))
                .isEqualTo("priced quoted 0.000001 0.000002 provider:openai");
    }

    @Test
    void dryRun_tellsTheDisputeAndWritesNothing() throws IOException {
        modelsDevSays("2", "8");
        liteLlmSays("3e-06", "8e-06");
        Map<String, List<String>> before = fixture.dump();
        CatalogModel orb = SampleModels.with("orb", Pricing.unknown("absent"));

        ApplyReport report = fixture.catalog.apply(fixture.application("openai", FakeFeed.of(orb), true));

        assertThat(report.changes()).extracting(PlannedChange::type).containsExactly("model.added", "price.held");
        assertThat(fixture.dump()).isEqualTo(before);
    }

    /** Where the provider tells the price, feeds do not decide it: they are compared with it. */
    @Test
    void aProvidersOwnPrice_isHeldOnlyWhereItIsFarFromTheFeeds_andTheDifferenceIsListed() throws IOException {
        modelsDevSays("1", "2");
        sync(SampleModels.priced("orb", "0.000001", "0.000002"));

        sync(SampleModels.priced("orb", "0.0000015", "0.000002"));
        assertThat(fixture.texts(HOLDS)).isEmpty();
        assertThat(fixture.text("SELECT concat_ws(' ', dimension, source, price, other_source, other_price, ratio)"
                        + " FROM price_disagreements"))
                .isEqualTo("input provider:openai 0.0000015 reference:models-dev 0.000001 1.500000");

        sync(SampleModels.priced("orb", "0.00001", "0.000002"));
        assertThat(fixture.texts(HOLDS)).containsExactly("orb reference_power_of_ten pending 0.00001 0.000002");
        assertThat(fixture.text(PRICE)).isEqualTo("priced quoted 0.0000015 0.000002 provider:openai");

        modelsDevSays("10", "2");
        sync(SampleModels.priced("orb", "0.00001", "0.000002"));
        assertThat(fixture.texts(HOLDS))
                .containsExactly("orb reference_power_of_ten released 0.00001 0.000002 second_source");
    }
}
