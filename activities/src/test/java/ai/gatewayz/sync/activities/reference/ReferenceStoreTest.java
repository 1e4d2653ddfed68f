package ai.gatewayz.sync.activities.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.provider.ReferenceFeeds;
import ai.gatewayz.sync.activities.stage.CatalogFixture;
import ai.gatewayz.sync.activities.stage.FakeFeed;
import ai.gatewayz.sync.activities.stage.SampleModels;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a feed's body to the price that is served, over a real database. */
final class ReferenceStoreTest {
    private static final Map<String, ReferenceKeys> KEYS = ReferenceFeeds.keys(Providers.all());
    private static final String PRICE =
            "SELECT concat_ws(' ', pricing_state, pricing_basis, price_per_input_token, price_per_output_token,"
                    + " pricing_source) FROM model_pricing p JOIN catalog_models m ON m.id = p.model_id"
                    + " WHERE provider_model_id = 'orb'";

    @RegisterExtension
    final CatalogFixture fixture = new CatalogFixture();

    private ReferenceStore store;

    @BeforeEach
    void open() {
        store = new ReferenceStore(fixture.jdbi);
    }

    private static String modelsDev(String id, String input, String output) {
        return "{\"openai\": {\"models\": {\"" + id + "\": {\"cost\": {\"input\": " + input + ", \"output\": " + output
                + "}}}}}";
    }

    private static String liteLlm(String id, String input, String output) {
        return "{\"" + id + "\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": " + input
                + ", \"output_cost_per_token\": " + output + "}}";
    }

    private static FeedBody ref(ReferenceFeed feed, String body) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return new FeedBody(feed.slug(), new SnapshotRef(HexFormat.of().formatHex(sha), body.length(), 1), 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private int refresh(ReferenceFeed feed, String body) throws IOException {
        ReferenceIndex index = feed.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), KEYS);
        return store.apply(ref(feed, body), KEYS, index);
    }

    private static CatalogModel unpriced(String id) {
        return SampleModels.with(id, Pricing.unknown("absent"));
    }

    private void sync(String... ids) {
        CatalogModel[] models =
                java.util.Arrays.stream(ids).map(ReferenceStoreTest::unpriced).toArray(CatalogModel[]::new);
        fixture.sync("openai", FakeFeed.of(models));
    }

    private long version(String slug) {
        return fixture.number(
                "SELECT coalesce(max(version), 0) FROM reference_scopes WHERE provider_slug = '" + slug + "'");
    }

    @Test
    void sameBody_isOnlyConfirmed() throws IOException {
        String body = modelsDev("orb", "2", "8");
        assertThat(store.confirm(ref(ReferenceFeed.MODELS_DEV, body))).isFalse();
        assertThat(refresh(ReferenceFeed.MODELS_DEV, body)).isEqualTo(1);
        var rows = fixture.rows("reference_prices");

        assertThat(store.confirm(ref(ReferenceFeed.MODELS_DEV, body))).isTrue();

        assertThat(fixture.rows("reference_prices")).isEqualTo(rows);
        assertThat(version("openai")).isEqualTo(1);
        assertThat(version("anthropic")).isZero();
    }

    @Test
    void anotherBodyWithTheSamePrices_writesNoPriceAndMovesNoVersion() throws IOException {
        refresh(ReferenceFeed.MODELS_DEV, modelsDev("orb", "2", "8"));
        var rows = fixture.rows("reference_prices");

        assertThat(refresh(ReferenceFeed.MODELS_DEV, modelsDev("orb", "2.0", "8.000")))
                .isZero();

        assertThat(fixture.rows("reference_prices")).isEqualTo(rows);
        assertThat(version("openai")).isEqualTo(1);
    }

    @Test
    void goneRow_isRemovedAndMovesTheVersion() throws IOException {
        refresh(ReferenceFeed.MODELS_DEV, modelsDev("orb", "2", "8"));

        assertThat(refresh(ReferenceFeed.MODELS_DEV, modelsDev("sun", "1", "1")))
                .isEqualTo(2);

        assertThat(fixture.texts("SELECT reference_key FROM reference_prices")).containsExactly("sun");
        assertThat(version("openai")).isEqualTo(2);
    }

    @Test
    void shrunkFeed_changesNothing() throws IOException {
        String many = IntStream.range(0, 40)
                .mapToObj(n -> "\"m" + n + "\": {\"cost\": {\"input\": 1}}")
                .collect(Collectors.joining(",", "{\"openai\": {\"models\": {", "}}}"));
        assertThat(refresh(ReferenceFeed.MODELS_DEV, many)).isEqualTo(40);

        assertThat(refresh(ReferenceFeed.MODELS_DEV, modelsDev("orb", "2", "8")))
                .isEqualTo(-1);

        assertThat(fixture.number("SELECT count(*) FROM reference_prices")).isEqualTo(40);
    }

    @Test
    void failedFeed_keepsItsPricesAndTheirAge() throws IOException {
        refresh(ReferenceFeed.MODELS_DEV, modelsDev("orb", "2", "8"));
        String fetched = fixture.text("SELECT fetched_at::text FROM reference_feeds");

        store.failed("models-dev", "timeout");

        assertThat(fixture.number("SELECT count(*) FROM reference_prices")).isEqualTo(1);
        assertThat(fixture.text("SELECT fetched_at::text FROM reference_feeds")).isEqualTo(fetched);
        assertThat(fixture.text("SELECT last_error_code FROM reference_feeds")).isEqualTo("timeout");
    }

    @Test
    void agreeingFeeds_priceAnOfferingOfAPricelessProvider() throws IOException {
        refresh(ReferenceFeed.MODELS_DEV, modelsDev("Orb", "2", "8"));
        refresh(ReferenceFeed.LITELLM, liteLlm("orb", "2e-06", "8.0e-06"));

        sync("orb", "orb-mini");

        assertThat(fixture.text(PRICE)).isEqualTo("priced corroborated 0.000002 0.000008 reference:models-dev+litellm");
        assertThat(fixture.text(PRICE.replace("'orb'", "'orb-mini'"))).isEqualTo("unknown absent provider:openai");
        assertThat(fixture.text("SELECT changed_by FROM model_pricing_history"))
                .isEqualTo("reference:models-dev+litellm");
        assertThat(fixture.number("SELECT applied_references FROM provider_sync_state s JOIN providers p"
                        + " ON p.id = s.provider_id WHERE slug = 'openai'"))
                .isEqualTo(2);
    }

    @Test
    void oneFeed_pricesItUncorroborated_andTheSecondLaterCorroborates() throws IOException {
        refresh(ReferenceFeed.LITELLM, liteLlm("orb", "2e-06", "8e-06"));
        sync("orb");
        assertThat(fixture.text(PRICE)).isEqualTo("priced uncorroborated 0.000002 0.000008 reference:litellm");

        refresh(ReferenceFeed.MODELS_DEV, modelsDev("orb", "2", "8"));
        assertThat(fixture.providers.find("openai").orElseThrow().isReferenced())
                .isFalse();
        sync("orb");

        assertThat(fixture.text(PRICE)).isEqualTo("priced corroborated 0.000002 0.000008 reference:models-dev+litellm");
        assertThat(fixture.providers.find("openai").orElseThrow().isReferenced())
                .isTrue();
    }

    @Test
    void disagreeingFeeds_giveNoFirstPrice_andAreListed() throws IOException {
        refresh(ReferenceFeed.MODELS_DEV, modelsDev("orb", "0.14", "8"));
        refresh(ReferenceFeed.LITELLM, liteLlm("orb", "2.8e-07", "8e-06"));

        sync("orb");

        assertThat(fixture.text(PRICE)).isEqualTo("unknown references_disagree provider:openai");
        assertThat(fixture.text("SELECT concat_ws(' ', provider_slug, provider_model_id, dimension, source, price,"
                        + " other_source, other_price, ratio) FROM price_disagreements"))
                .isEqualTo("openai orb input reference:models-dev 0.00000014 reference:litellm 0.00000028 0.500000");
    }

    @Test
    void disagreeingFeeds_leaveAnEarlierPriceAsItIs() throws IOException {
        refresh(ReferenceFeed.MODELS_DEV, modelsDev("orb", "2", "8"));
        refresh(ReferenceFeed.LITELLM, liteLlm("orb", "2e-06", "8e-06"));
        sync("orb");
        var rows = fixture.rows("model_pricing");
        refresh(ReferenceFeed.LITELLM, liteLlm("orb", "3e-06", "8e-06"));

        sync("orb");

        assertThat(fixture.rows("model_pricing")).isEqualTo(rows);
        assertThat(fixture.number("SELECT count(*) FROM price_disagreements")).isEqualTo(1);
    }

    @Test
    void aChangedReference_thatConcernsNoModel_rewritesNothing() throws IOException {
        refresh(ReferenceFeed.MODELS_DEV, modelsDev("orb", "2", "8"));
        sync("orb");
        var prices = fixture.rows("model_pricing");
        var models = fixture.rows("catalog_models");
        refresh(ReferenceFeed.LITELLM, liteLlm("sun", "3e-06", "8e-06"));

        sync("orb");

        assertThat(fixture.rows("model_pricing")).isEqualTo(prices);
        assertThat(fixture.rows("catalog_models")).isEqualTo(models);
    }

    @Test
    void whatAProviderQuotes_alwaysStands_andItsDifferenceIsListed() throws IOException {
        refresh(
                ReferenceFeed.LITELLM,
                "{\"openrouter/orb\": {\"litellm_provider\": \"openrouter\", \"input_cost_per_token\": 9e-06}}");

        fixture.sync(SampleModels.priced("orb", "0.000001", "0.000002"), unpriced("sun"));

        assertThat(fixture.text(PRICE)).isEqualTo("priced quoted 0.000001 0.000002 provider:openrouter");
        assertThat(fixture.text("SELECT concat_ws(' ', provider_model_id, dimension, source, price, other_source,"
                        + " other_price, ratio) FROM price_disagreements"))
                .isEqualTo("orb input provider:openrouter 0.000001 reference:litellm 0.000009 0.111111");
    }

    @Test
    void datedSnapshot_takesTheUndatedPriceApproximately_butNeverOfALongerName() throws IOException {
        refresh(ReferenceFeed.LITELLM, liteLlm("orb", "2e-06", "8e-06"));

        sync("orb-2026-05-01", "orb-turbo", "orb-fast", "or");

        assertThat(fixture.texts("SELECT provider_model_id || ' ' || pricing_basis || ' ' || pricing_source"
                        + " FROM model_pricing p JOIN catalog_models m ON m.id = p.model_id ORDER BY 1"))
                .containsExactly(
                        "or absent provider:openai",
                        "orb-2026-05-01 uncorroborated_approximate reference:litellm/approximate",
                        "orb-fast absent provider:openai",
                        "orb-turbo absent provider:openai");
    }
}
