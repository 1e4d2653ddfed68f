package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Providers with two lists, when only the first one comes. */
final class SecondListTest {
    private static final String FIREWORKS =
            "{\"data\":[{\"id\":\"a/lynx\",\"supports_tools\":true},{\"id\":\"a/heron\"}%s]}";
    private static final String SERVERLESS = """
            {"data":[{"id":"a/lynx","serverless_mode":"standard","display_name":"Lynx","input_modalities":["text","image"],
              "output_modalities":["text"],"pricing":[{"sku":"LLM input tokens (uncached)","amount":"0.5","unit":"1M tokens"},
              {"sku":"LLM output tokens","amount":"2","unit":"1M tokens"}]},
             {"id":"a/lynx","usage_identifier":"a/lynx-fast","serverless_mode":"fast","pricing":[
              {"sku":"LLM output tokens","amount":"9","unit":"1M tokens"}]}]}""";
    private static final String XAI =
            "{\"data\":[{\"id\":\"shale\",\"prompt_text_token_price\":%s," + "\"completion_text_token_price\":40000}]}";
    private static final String LANGUAGE = "{\"models\":[{\"id\":\"shale\",\"input_modalities\":[\"text\",\"image\"],"
            + "\"output_modalities\":[\"text\"]}]}";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    /** A provider's own feed over these documents. */
    private record Documents(ModelFeed feed, List<String> pages) implements ModelFeed {
        static Documents of(String slug, String... pages) {
            ModelFeed feed = Providers.all().stream()
                    .filter(provider -> provider.slug().value().equals(slug))
                    .findFirst()
                    .map(Provider::feed)
                    .map(Objects::requireNonNull)
                    .orElseThrow();
            return new Documents(feed, List.of(pages));
        }

        @Override
        public void read(InputStream body, int count, ModelSink sink) throws IOException {
            byte[] text = String.join("\n", pages).getBytes(StandardCharsets.UTF_8);
            feed.read(new ByteArrayInputStream(text), pages.size(), sink);
        }

        @Override
        public boolean isPricedBySecondList() {
            return feed.isPricedBySecondList();
        }

        @Override
        public List<PriceField> priceFields() {
            return feed.priceFields();
        }
    }

    private List<String> stored(String slug) {
        return catalog.texts(
                "SELECT m.provider_model_id || ' ' || m.model_name || ' ' || coalesce(m.modality, '-') || ' '"
                        + " || m.is_active || ' ' || pricing_state || ' ' || pricing_basis || ' ' ||"
                        + " coalesce(price_per_input_token::text, '-') FROM model_pricing p"
                        + " JOIN catalog_models m ON m.id = p.model_id JOIN providers v ON v.id = m.provider_id"
                        + " WHERE v.slug = '" + slug + "' ORDER BY 1");
    }

    @Test
    void pricesOfTheSecondList_stay_andNobodyIsMissing() {
        catalog.sync("fireworks", Documents.of("fireworks", FIREWORKS.formatted(""), SERVERLESS));
        List<String> before = stored("fireworks");
        ApplyReport alone = catalog.syncFirstAlone(
                "fireworks", Documents.of("fireworks", FIREWORKS.formatted(",{\"id\":\"a/new\"}")));

        assertThat(before)
                .containsExactly(
                        "a/heron a/heron - true unknown absent -",
                        "a/lynx Lynx image+text->text true priced quoted 0.0000005",
                        "a/lynx-fast a/lynx-fast - true priced quoted -");
        assertThat(stored("fireworks"))
                .containsAll(before)
                .hasSize(4)
                .contains("a/new a/new - true unknown second_list_missing -");
        assertThat(alone.counts().added()).isEqualTo(1);
        assertThat(alone.counts().updated()).isZero();
        assertThat(catalog.number("SELECT count(*) FROM model_misses")).isZero();
        assertThat(catalog.number("SELECT count(*) FROM held_changes")).isZero();
        assertThat(catalog.number(
                        "SELECT count(*) FROM change_events WHERE type IN ('price.changed', 'model.updated')"))
                .isZero();
        assertThat(catalog.text(
                        "SELECT list_verdict || ' ' || skip_reasons::text FROM pricing_sync_log ORDER BY id DESC"
                                + " LIMIT 1"))
                .isEqualTo("second_list_missing {\"price_second_list_missing\": 3}");
        assertThat(catalog.text(
                        "SELECT health_status FROM provider_sync_state s JOIN providers p ON p.id = s.provider_id"
                                + " WHERE p.slug = 'fireworks'"))
                .isEqualTo("degraded");
        assertThat(catalog.rows("staged_models")).isEmpty();
    }

    @Test
    void whenTheSecondListIsBack_itCountsAgain() {
        catalog.syncFirstAlone("fireworks", Documents.of("fireworks", FIREWORKS.formatted("")));
        catalog.sync("fireworks", Documents.of("fireworks", FIREWORKS.formatted(""), SERVERLESS));

        assertThat(stored("fireworks")).contains("a/lynx Lynx image+text->text true priced quoted 0.0000005");
        assertThat(catalog.text(
                        "SELECT health_status FROM provider_sync_state s JOIN providers p ON p.id = s.provider_id"
                                + " WHERE p.slug = 'fireworks'"))
                .isEqualTo("healthy");
    }

    @Test
    void pricesOfTheFirstList_areTakenOver_andFactsOfTheSecondStay() {
        catalog.sync("xai", Documents.of("xai", XAI.formatted("20000"), LANGUAGE));
        catalog.syncFirstAlone("xai", Documents.of("xai", XAI.formatted("30000")));

        assertThat(stored("xai")).containsExactly("shale shale image+text->text true priced quoted 0.000003");
    }
}
