package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Published prices of named models, and what providers say besides prices, each as one record in the wire shape. */
class DocumentedExamplesTest {
    private static CollectedList read(String slug, String body) throws IOException {
        ModelFeed feed = Providers.all().stream()
                .filter(p -> p.slug().value().equals(slug))
                .findFirst()
                .orElseThrow()
                .feed();
        return CollectedList.read(Objects.requireNonNull(feed), body);
    }

    private static CatalogModel only(String slug, String record) throws IOException {
        // xAI's list is below data, and another one of it below models.
        String models = slug.equals("xai") ? "" : ",\"models\":[" + record + "]";
        CollectedList list = read(slug, "{\"data\":[" + record + "]" + models + "}");
        assertThat(list.models).hasSize(1);
        return list.models.get(0);
    }

    private static List<String> prices(String slug, String record) throws IOException {
        CollectedList list = new CollectedList();
        list.models.add(only(slug, record));
        return ProviderFixture.lines(list).stream()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
    }

    @Test
    void xai_ticksAndLongContext() throws IOException {
        assertThat(prices("xai", """
                {"id":"grok-4.5","prompt_text_token_price":20000,"completion_text_token_price":60000,
                 "cached_prompt_text_token_price":3000,"long_context_threshold":200000,
                 "prompt_text_token_price_long_context":40000,"completion_text_token_price_long_context":120000}
                """))
                .containsExactly(
                        "priced,input,token,min_prompt_tokens=200000,0.000004",
                        "priced,input,token,,0.000002",
                        "priced,output,token,min_prompt_tokens=200000,0.000012",
                        "priced,output,token,,0.000006",
                        "priced,cache_read,token,,0.0000003");
    }

    @Test
    void near_exponentIsNegative() throws IOException {
        assertThat(prices("near", """
                {"modelId":"zai-org/GLM-5.1","inputCostPerToken":{"amount":850,"scale":9,"currency":"USD"},
                 "outputCostPerToken":{"amount":3300,"scale":9,"currency":"USD"},"metadata":{}}
                """))
                .containsExactly("priced,input,token,,0.00000085", "priced,output,token,,0.0000033");
    }

    @Test
    void vercel_tiers() throws IOException {
        assertThat(prices("vercel-ai-gateway", """
                {"id":"google/gemini-3-pro","type":"language","pricing":{
                 "input":"0.000002","output":"0.000012",
                 "input_tiers":[{"cost":"0.000002","min":0,"max":200001},{"cost":"0.000004","min":200001}],
                 "output_tiers":[{"cost":"0.000012","min":0,"max":200001},{"cost":"0.000018","min":200001}]}}
                """))
                .containsExactly(
                        "priced,input,token,min_prompt_tokens=200001,0.000004",
                        "priced,input,token,,0.000002",
                        "priced,output,token,min_prompt_tokens=200001,0.000018",
                        "priced,output,token,,0.000012");
    }

    @Tag("P61")
    @Test
    void near_otherCurrencyAndScale_areRefused() throws IOException {
        CollectedList list = read("near", """
                {"models":[
                 {"modelId":"a","inputCostPerToken":{"amount":1,"scale":9,"currency":"EUR"}},
                 {"modelId":"b","inputCostPerToken":{"amount":1,"scale":19,"currency":"USD"}},
                 {"modelId":"c","inputCostPerToken":{"amount":1,"currency":"USD"}},
                 {"modelId":"d","inputCostPerToken":{"amount":1.5,"scale":9,"currency":"USD"}},
                 {"modelId":"e","inputCostPerToken":{"amount":-1,"scale":9,"currency":"USD"}}]}
                """);

        assertThat(list.refusals)
                .containsExactly(
                        List.of(PriceRefusal.CURRENCY),
                        List.of(PriceRefusal.UNIT_UNKNOWN),
                        List.of(PriceRefusal.UNIT_UNKNOWN),
                        List.of(PriceRefusal.NOT_A_NUMBER),
                        List.of(PriceRefusal.NOT_A_NUMBER));
    }

    @Test
    void openRouter_facts() throws IOException {
        ProviderFixture fixture = ProviderFixture.of(Providers.all().get(0));
        CollectedList list = fixture.read();
        CatalogModel heron = list.model("acme/heron-4");

        assertThat(heron.contextLength()).isEqualTo(500_000L);
        assertThat(heron.maxOutputTokens()).isNull();
        assertThat(heron.deprecatedAt()).as("2098-12-31 stands for never").isNull();
        assertThat(heron.createdAt()).isEqualTo(Instant.parse("2026-08-01T00:00:00Z"));
        assertThat(heron.modalities().arrow()).isEqualTo("image+text->text");
        assertThat(heron.capabilities().streaming()).isTrue();
        assertThat(heron.capabilities().functionCalling()).isTrue();
        assertThat(heron.capabilities().vision()).isTrue();
        assertThat(heron.capabilities().jsonMode()).isTrue();
        assertThat(heron.metadata()).doesNotContainKey("hugging_face_id");
        assertThat(list.model("acme/egret-mini:free").deprecatedAt()).isEqualTo(Instant.parse("2026-12-24T00:00:00Z"));
        assertThat(list.model("acme/egret-mini:free").capabilities().functionCalling())
                .isFalse();
        assertThat(list.model("acme/nightjar-video").contextLength()).isNull();
        assertThat(list.model("~acme/heron-latest").metadata()).containsEntry("alias_target", "acme/heron-4");
        assertThat(list.totals).containsExactly(10L);
    }

    @Test
    void unknownPrices_sayWhy() throws IOException {
        assertThat(basis("featherless", "{\"id\":\"a\"}")).isEqualTo("subscription");
        assertThat(basis("groq", "{\"id\":\"a\"}")).isEqualTo("absent");
        assertThat(basis("aimo", "{\"name\":\"a\",\"providers\":[{\"id\":\"s\",\"pricing\":{\"prompt\":1}}]}"))
                .isEqualTo("unit_unknown");
        assertThat(basis("anannas", "{\"id\":\"a\",\"pricing\":{\"input\":0}}")).isEqualTo("unit_unknown");
        assertThat(basis("fal", "{\"endpoint_id\":\"a\"}")).isEqualTo("no_price_listed");
        assertThat(basis("openrouter", "{\"id\":\"a\",\"pricing\":{\"prompt\":\"0\",\"completion\":\"0\"}}"))
                .isEqualTo("zero_price_undeclared");
        assertThat(basis("novita", "{\"id\":\"a\",\"input_token_price_per_m\":\"$5\"}"))
                .isEqualTo("not_a_number");
    }

    @Tag("P70")
    @Test
    void freePrices_sayHow() throws IOException {
        assertThat(basis("openrouter", "{\"id\":\"a:free\",\"pricing\":{\"prompt\":\"0\"}}"))
                .isEqualTo("free_suffix");
        assertThat(basis("openrouter", "{\"id\":\"a:free\",\"pricing\":{\"prompt\":\"0.1\"}}"))
                .isEqualTo("quoted_despite_free");
        assertThat(basis("novita", "{\"id\":\"a\",\"input_token_price_per_m\":0,\"output_token_price_per_m\":0}"))
                .isEqualTo("zero_price");
        assertThat(basis("novita", "{\"id\":\"a\",\"input_token_price_per_m\":0}"))
                .isEqualTo("zero_price_undeclared");
        assertThat(basis("cerebras", "{\"id\":\"a\",\"pricing\":{\"prompt\":\"0\",\"completion\":\"0\"}}"))
                .isEqualTo("declared");
    }

    private static String basis(String slug, String record) throws IOException {
        return only(slug, record).pricing().basis();
    }

    @Test
    void capabilities_areNeverClaimedFromSilence() throws IOException {
        CatalogModel tagged =
                only("deepinfra", "{\"id\":\"a\",\"metadata\":{\"tags\":[\"vision\"],\"context_length\":0}}");

        assertThat(tagged.capabilities().vision()).isTrue();
        assertThat(tagged.capabilities().reasoning()).isFalse();
        assertThat(tagged.capabilities().functionCalling())
                .as("its tags cannot say")
                .isNull();
        assertThat(tagged.contextLength()).isNull();
        assertThat(only("deepinfra", "{\"id\":\"a\",\"metadata\":null}")
                        .capabilities()
                        .vision())
                .isNull();
        assertThat(only("fal", "{\"endpoint_id\":\"a\",\"metadata\":{\"category\":\"text-to-image\"}}")
                        .modalities()
                        .arrow())
                .isEqualTo("text->image");
        assertThat(only("nebius", "{\"id\":\"a\",\"created\":1771550732}").createdAt())
                .as("the time of the call")
                .isNull();
    }
}
