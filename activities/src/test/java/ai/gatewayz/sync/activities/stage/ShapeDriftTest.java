package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists whose records look different from one sync to the next, from the body's text to the stored price. */
final class ShapeDriftTest {
    private static final String PRICES =
            "SELECT m.provider_model_id || ' ' || coalesce(p.price_per_input_token::text, p.pricing_state, 'none') FROM"
                    + " catalog_models m LEFT JOIN model_pricing p ON p.model_id = m.id ORDER BY 1";
    private static final String LAST_VERDICT =
            "SELECT coalesce(list_verdict, '-') FROM pricing_sync_log ORDER BY id DESC LIMIT 1";
    private static final String TOLD =
            "SELECT (after->>'appeared_count') || ' ' || (after->>'vanished_count') || ' ' ||"
                    + " (after->>'retyped_count') || ' ' || (after->>'prices') FROM change_events WHERE type ="
                    + " 'provider.shape_changed' ORDER BY seq";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    /** OpenRouter's feed over a given body. */
    private record Body(String text) implements ModelFeed {
        @Override
        public void read(InputStream body, int pages, ModelSink sink) throws IOException {
            feed().read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1, sink);
        }

        @Override
        public List<PriceField> priceFields() {
            return feed().priceFields();
        }

        private static ModelFeed feed() {
            return Objects.requireNonNull(Providers.all().get(0).feed());
        }
    }

    /** Four models and perhaps more, each with the given fields beside its id. */
    private static Body list(String fields, String... more) {
        List<String> records = new ArrayList<>();
        for (int n = 1; n <= 4; n++) {
            records.add("{\"id\":\"m" + n + "\"," + fields + "}");
        }
        records.addAll(List.of(more));
        return new Body("{\"data\":[" + String.join(",", records) + "]}");
    }

    private static String priced(String input) {
        return "\"context_length\":10,\"pricing\":{\"prompt\":" + input + ",\"completion\":\"0.000004\"}";
    }

    private void passTime(String interval) {
        catalog.jdbi.useHandle(handle -> handle.execute(
                "UPDATE provider_shapes SET pending_since = pending_since - '" + interval + "'::interval"));
    }

    @Test
    void sameShape_isWrittenOnce() {
        catalog.sync(list(priced("\"0.000001\"")));
        List<String> before = catalog.rows("provider_shapes");
        catalog.sync(list(priced("\"0.000002\"")));

        assertThat(catalog.rows("provider_shapes")).hasSize(1).isEqualTo(before);
        assertThat(catalog.texts(TOLD)).isEmpty();
        assertThat(catalog.rows("staged_shapes")).isEmpty();
        assertThat(catalog.text("SELECT shape->>'pricing.prompt' FROM provider_shapes"))
                .isEqualTo("33");
    }

    @Test
    void newField_isToldAndPricesGoOn() {
        catalog.sync(list(priced("\"0.000001\"")));
        catalog.sync(list(priced("\"0.000002\"") + ",\"brand_new\":{\"x\":1}"));
        catalog.sync(list(priced("\"0.000002\"") + ",\"brand_new\":{\"x\":1}"));

        assertThat(catalog.texts(TOLD)).containsExactly("2 0 0 trusted");
        assertThat(catalog.text("SELECT after->>'appeared' FROM change_events WHERE type = 'provider.shape_changed'"))
                .isEqualTo("[\"brand_new\", \"brand_new.x\"]");
        assertThat(catalog.texts(PRICES)).contains("m1 0.000002");
        assertThat(catalog.text(LAST_VERDICT)).isEqualTo("-");
    }

    @Test
    void newPriceTerms_areToldAsSuch_andStoredWithThePrice() {
        String unread = "SELECT DISTINCT unread::text FROM model_pricing";
        catalog.sync(list(priced("\"0.000001\"")));
        assertThat(catalog.texts(unread)).containsExactly("[]");

        catalog.sync(list("\"brand_new\":1,\"context_length\":10,\"pricing\":{\"prompt\":\"0.000001\","
                + "\"completion\":\"0.000004\",\"per_region\":[{\"eu\":\"1.1\"}]}"));

        assertThat(catalog.text("SELECT (after->>'price_terms') || ' ' || (after->>'appeared_count') FROM change_events"
                        + " WHERE type = 'provider.shape_changed'"))
                .isEqualTo("[\"pricing.per_region[].eu\"] 4");
        assertThat(catalog.texts(unread)).containsExactly("[\"/pricing/per_region/0/eu\"]");
        assertThat(catalog.texts("SELECT h.unread::text || ' ' || h.previous_unread::text FROM model_pricing_history h"
                        + " WHERE change_kind = 'change' GROUP BY 1"))
                .containsExactly("[\"/pricing/per_region/0/eu\"] []");
        assertThat(catalog.texts("SELECT DISTINCT (before->>'complete') || ' ' || (after->>'complete') || ' '"
                        + " || (after->>'unread') FROM change_events WHERE type = 'price.changed'"))
                .containsExactly("true false [\"/pricing/per_region/0/eu\"]");
        assertThat(catalog.texts("SELECT provider_slug || ' ' || path || ' ' || count(*) FROM unread_price_terms"
                        + " GROUP BY provider_slug, path"))
                .containsExactly("openrouter pricing.per_region[].eu 4");

        catalog.sync(list(priced("\"0.000001\"")));
        assertThat(catalog.texts(unread)).containsExactly("[]");
    }

    @Test
    void vanishedPriceField_keepsEveryPrice_andFactsGoOn() {
        catalog.sync(list(priced("\"0.000001\"")));
        catalog.sync(list("\"context_length\":20,\"pricing\":{\"completion\":\"0.000009\"}"));

        assertThat(catalog.texts(PRICES)).containsExactly("m1 0.000001", "m2 0.000001", "m3 0.000001", "m4 0.000001");
        assertThat(catalog.text("SELECT context_length || ' ' || price_per_output_token FROM catalog_models m JOIN"
                        + " model_pricing p ON p.model_id = m.id WHERE m.provider_model_id = 'm1'"))
                .isEqualTo("20 0.000004");
        assertThat(catalog.text(LAST_VERDICT)).isEqualTo("shape_drift");
        assertThat(catalog.texts(TOLD)).containsExactly("0 1 0 kept");
        assertThat(catalog.events()).endsWith("provider.shape_changed", "provider.degraded");
        assertThat(catalog.text("SELECT health_status FROM providers WHERE slug = 'openrouter'"))
                .isEqualTo("degraded");
        assertThat(catalog.number("SELECT count(*) FROM model_pricing_history")).isEqualTo(4);
    }

    @Test
    void retypedPriceField_keepsPrices_leavesNewModelsUnknown_andIsTrustedInTheEnd() {
        String fresh = "{\"id\":\"fresh\"," + priced("0.000002") + "}";
        catalog.sync(list(priced("\"0.000001\"")));
        var first = catalog.sync(list(priced("0.000002"), fresh));
        assertThat(first.counts().updated()).isZero();
        assertThat(first.counts().unchanged()).isEqualTo(4);
        assertThat(first.counts().added()).isEqualTo(1);
        assertThat(first.counts().priceChanges()).isZero();
        catalog.sync(list(priced("0.000002"), fresh));
        assertThat(catalog.texts(PRICES))
                .containsExactly("fresh unknown", "m1 0.000001", "m2 0.000001", "m3 0.000001", "m4 0.000001");
        assertThat(catalog.texts(TOLD)).as("told once").containsExactly("0 0 1 kept");

        catalog.sync(list(priced("0.000002"), fresh));
        assertThat(catalog.texts(PRICES)).as("not within an hour").contains("m1 0.000001");
        passTime("1 hour");
        catalog.sync(list(priced("0.000002"), fresh));
        assertThat(catalog.texts(PRICES)).contains("fresh 0.000002", "m1 0.000002");
        assertThat(catalog.texts(TOLD)).containsExactly("0 0 1 kept", "0 0 1 trusted");
        assertThat(catalog.text(LAST_VERDICT)).isEqualTo("-");
        assertThat(catalog.events()).contains("provider.recovered");
    }

    @Test
    void oldShapeAgain_isInOrderAtOnce() {
        catalog.sync(list(priced("\"0.000001\"")));
        catalog.sync(list(priced("2")));
        catalog.sync(list(priced("\"0.000003\"")));

        assertThat(catalog.texts(PRICES)).contains("m1 0.000003");
        assertThat(catalog.number("SELECT count(*) FROM provider_shapes WHERE pending IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void oneBadRecord_isNoDrift() {
        catalog.sync(list(priced("\"0.000001\"")));
        String[] more = new String[5];
        for (int n = 0; n < more.length; n++) {
            more[n] = "{\"id\":\"n" + n + "\"," + priced("\"0.000001\"") + "}";
        }
        more[4] = "{\"id\":\"odd\"," + priced("true") + "}";
        catalog.sync(list(priced("\"0.000002\""), more));

        assertThat(catalog.texts(PRICES)).contains("m1 0.000002", "odd priced");
        assertThat(catalog.texts(TOLD)).isEmpty();
    }

    @Test
    void dryRun_keepsNothingOfIt() {
        catalog.sync(list(priced("\"0.000001\"")));
        var before = catalog.dump();
        catalog.dryRun(list(priced("2")));

        assertThat(catalog.dump()).isEqualTo(before);
    }

    @Test
    void pricingSync_keepsPricesToo() {
        catalog.sync(list(priced("\"0.000001\"")));
        catalog.setKind(SyncKind.PRICES);
        var report = catalog.sync(list(priced("2")));

        assertThat(report.counts().priceChanges()).isZero();
        assertThat(report.counts().updated()).isZero();
        assertThat(catalog.texts(PRICES)).contains("m1 0.000001");
    }
}
