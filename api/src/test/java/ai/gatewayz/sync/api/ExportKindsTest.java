package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Models under the words and names by which LiteLLM's lookup finds them, and tiers by prompt size in every file. */
class ExportKindsTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 8) + """
                UPDATE catalog_models SET kind = 'embedding' WHERE provider_model_id = 'vendor/model-1';
                UPDATE catalog_models SET kind = 'rerank' WHERE provider_model_id = 'vendor/model-2';
                UPDATE catalog_models SET kind = 'image' WHERE provider_model_id = 'vendor/model-3';
                UPDATE catalog_models SET kind = 'speech' WHERE provider_model_id = 'vendor/model-4';
                UPDATE catalog_models SET kind = 'transcription' WHERE provider_model_id = 'vendor/model-5';
                UPDATE catalog_models SET kind = 'realtime' WHERE provider_model_id = 'vendor/model-6';
                UPDATE catalog_models SET provider_model_id = 'models/lyra', provider_id = 3
                WHERE provider_model_id = 'vendor/model-7';
                UPDATE providers SET litellm_name = 'gemini' WHERE slug = 'deepinfra';
                UPDATE model_pricing SET components = '[
                    {"kind":"input","unit":"token","usd":"0.000002","raw":"x","condition":{}},
                    {"kind":"input","unit":"token","usd":"0.000004","raw":"x","condition":{"min_prompt_tokens":"272001"}},
                    {"kind":"output","unit":"token","usd":"0.000012","raw":"x","condition":{}},
                    {"kind":"output","unit":"token","usd":"0.000018","raw":"x","condition":{"min_prompt_tokens":"272001"}},
                    {"kind":"image_input","unit":"token","usd":"0.000003","raw":"x","condition":{}}]'
                WHERE model_id = (SELECT id FROM catalog_models WHERE provider_model_id = 'vendor/model-8');
                """);
    }

    private static JsonNode open(String format) {
        return api.send(api.anonymous("/exports/" + format).GET()).json();
    }

    @Test
    @Tag("G33")
    void litellm_callsKindsByItsOwnWords() {
        Map<String, String> modes = new TreeMap<>();
        JsonNode file = open("litellm");
        for (Iterator<String> keys = file.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            modes.put(key, file.get(key).path("mode").asText("-"));
        }

        assertThat(modes)
                .containsExactly(
                        Map.entry("gemini/lyra", "chat"),
                        Map.entry("openrouter/vendor/model-1", "embedding"),
                        Map.entry("openrouter/vendor/model-2", "rerank"),
                        Map.entry("openrouter/vendor/model-3", "image_generation"),
                        Map.entry("openrouter/vendor/model-4", "audio_speech"),
                        Map.entry("openrouter/vendor/model-5", "audio_transcription"),
                        Map.entry("openrouter/vendor/model-6", "-"),
                        Map.entry("openrouter/vendor/model-8", "chat"));
        assertThat(file.at("/gemini~1lyra/litellm_provider").asText()).isEqualTo("gemini");
    }

    @Test
    @Tag("G32")
    void tiersAndImageTokens_haveTheirPlaceInEachFile() {
        JsonNode liteLlm = open("litellm").get("openrouter/vendor/model-8");

        assertThat(liteLlm.get("input_cost_per_image_token").decimalValue()).isEqualByComparingTo("0.000003");
        assertThat(liteLlm.get("output_cost_per_token_above_272k_tokens").decimalValue())
                .isEqualByComparingTo("0.000018");
        assertThat(open("models.dev")
                        .at("/openrouter/models")
                        .get("vendor/model-8")
                        .at("/cost/tiers"))
                .hasToString("[{\"tier\":{\"type\":\"context\",\"size\":272000},\"input\":4,\"output\":18}]");
        for (JsonNode model : open("openrouter").get("data")) {
            boolean isTiered = model.get("id").asText().equals("openrouter/vendor/model-8");
            assertThat(model.at("/pricing/overrides"))
                    .hasToString(
                            isTiered
                                    ? "[{\"min_prompt_tokens\":272001,\"prompt\":\"0.000004\",\"completion\":\"0.000018\"}]"
                                    : "");
        }
    }
}
