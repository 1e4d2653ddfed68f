package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 3) + CatalogRows.ODD + """
                UPDATE model_pricing SET components = '[
                    {"kind":"input","unit":"token","usd":"0.00000015","raw":"0.15","condition":{}},
                    {"kind":"input","unit":"token","usd":"0.0000003","raw":"0.3","condition":{"min_prompt_tokens":"200000"}},
                    {"kind":"output","unit":"token","usd":"0.000000600000000000012","raw":"0.6","condition":{}},
                    {"kind":"output","unit":"token","usd":"0.0000012","raw":"1.2","condition":{"min_prompt_tokens":"200000"}},
                    {"kind":"cache_read","unit":"token","usd":"0.000000075","raw":"0.075","condition":{}},
                    {"kind":"request","unit":"request","usd":"0.005","raw":"0.005","condition":{}}]'
                WHERE model_id = (SELECT id FROM catalog_models WHERE provider_model_id = 'vendor/model-1');
                UPDATE providers SET litellm_name = 'deep.infra', genai_prices_name = 'd-infra' WHERE slug = 'deepinfra';
                UPDATE catalog_models SET model_name = 'Quoted "name", with comma'
                WHERE provider_model_id = 'vendor/model-2';
                """);
    }

    private static Answer open(String path) {
        Answer answer = api.send(api.anonymous(path).GET());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    @Test
    void litellm_hasExactPricesByToken_andNoUnknownOnes() {
        Answer answer = open("/exports/litellm");
        JsonNode model = answer.json().get("openrouter/vendor/model-1");

        assertThat(answer.body())
                .contains("\"input_cost_per_token\":0.00000015,")
                .contains("\"output_cost_per_token\":0.000000600000000000012,")
                .contains("\"cache_read_input_token_cost\":0.000000075,")
                .contains("\"input_cost_per_token_above_199999_tokens\":0.0000003,")
                .contains("\"input_cost_per_request\":0.005,");
        assertThat(model.get("litellm_provider").asText()).isEqualTo("openrouter");
        assertThat(model.get("mode").asText()).isEqualTo("chat");
        assertThat(model.get("max_input_tokens").asLong()).isEqualTo(1001);
        assertThat(answer.json().has("groq/whisper")).isFalse();
        assertThat(answer.json().has("deepinfra/gone")).isFalse();
    }

    @Test
    @Tag("G33")
    void providersAreNamed_asTheToolsNameThem() {
        JsonNode liteLlm = open("/exports/litellm").json();
        JsonNode genaiPrices = open("/exports/genai-prices").json();

        assertThat(liteLlm.at("/deep.infra~1a~1b~1c/litellm_provider").asText()).isEqualTo("deep.infra");
        assertThat(liteLlm.has("deepinfra/a/b/c")).isFalse();
        assertThat(genaiPrices.at("/0/id").asText()).isEqualTo("deepinfra");
        assertThat(genaiPrices.at("/0/provider_match")).hasToString("{\"equals\":\"d-infra\"}");
        assertThat(genaiPrices.at("/1/id").asText()).isEqualTo("openrouter");
        assertThat(genaiPrices.at("/1").has("provider_match")).isFalse();
    }

    @Test
    @Tag("G34")
    void modelsDev_hasPricesByTheMillion_andNoneWhereUnknown() {
        Answer answer = open("/exports/models.dev");
        JsonNode model = answer.json().at("/openrouter/models").get("vendor/model-1");

        assertThat(answer.body())
                .contains("\"cost\":{\"input\":0.15,\"output\":0.600000000000012,\"cache_read\":0.075,"
                        + "\"tiers\":[{\"tier\":{\"type\":\"context\",\"size\":199999},\"input\":0.3,\"output\":1.2,"
                        + "\"cache_read\":0.075}],"
                        + "\"context_over_200k\":{\"input\":0.3,\"output\":1.2,\"cache_read\":0.075}}");
        assertThat(model.at("/limit/context").asLong()).isEqualTo(1001);
        assertThat(answer.json().at("/groq/models/whisper/id").asText()).isEqualTo("whisper");
        assertThat(answer.json().at("/groq/models/whisper").has("cost")).isFalse();
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("deepinfra", "groq", "openrouter");
    }

    @Test
    void openrouter_hasPricesAsText() {
        JsonNode data = open("/exports/openrouter").json().get("data");
        JsonNode model = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        for (JsonNode candidate : data) {
            if (candidate.get("id").asText().equals("openrouter/vendor/model-1")) {
                model = candidate;
            }
        }

        assertThat(model.at("/pricing/prompt").asText()).isEqualTo("0.00000015");
        assertThat(model.at("/pricing/completion").asText()).isEqualTo("0.000000600000000000012");
        assertThat(model.at("/architecture/modality").asText()).isEqualTo("text->text");
        assertThat(data).hasSize(6);
    }

    @Test
    @Tag("G34")
    void genaiPrices_hasTiers() {
        Answer answer = open("/exports/genai-prices");

        assertThat(answer.body())
                .contains(
                        "{\"id\":\"vendor/model-1\",\"match\":{\"equals\":\"vendor/model-1\"},\"context_window\":1001,"
                                + "\"prices\":{\"input_mtok\":{\"base\":0.15,\"tiers\":[{\"start\":199999,\"price\":0.3}]},"
                                + "\"cache_read_mtok\":0.075,"
                                + "\"output_mtok\":{\"base\":0.600000000000012,\"tiers\":[{\"start\":199999,\"price\":1.2}]},"
                                + "\"requests_kcount\":5}}");
        assertThat(answer.json()).hasSize(2);
        assertThat(answer.json().at("/1/api_pattern").asText()).isEqualTo("https://openrouter\\.ai/api/v1");
    }

    @Test
    void csv_quotesWhatNeedsIt() {
        Answer answer = open("/exports/csv");
        List<String> lines = answer.body().lines().toList();

        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=utf-8");
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).startsWith("provider,provider_model_id,model_id,name,");
        assertThat(answer.body())
                .contains("\"Quoted \"\"name\"\", with comma\"")
                .contains(",0.00000015,");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("groq,whisper,whisper,Whisper,,,audio->text,unknown,,,,,,,[],"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"litellm", "models.dev", "openrouter", "genai-prices", "csv"})
    void exports_areNotSentTwice(String format) {
        Answer first = open("/exports/" + format);
        Answer second = api.send(api.anonymous("/exports/" + format)
                .header("If-None-Match", first.header("ETag"))
                .GET());

        assertThat(first.header("ETag")).startsWith("\"g1-");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void unknownFormat_answers404WithTheKnownOnes() {
        Answer answer = api.send(api.anonymous("/exports/xlsx").GET());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asText())
                .isEqualTo("export xlsx not found; there are csv, genai-prices, litellm, models.dev, openrouter");
    }
}
