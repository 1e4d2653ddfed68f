package ai.gatewayz.sync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.simulator.model.ModelTruth;
import ai.gatewayz.sync.simulator.model.ModelTruth.Source;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceFeedTest {
    private static ProviderFleet fleet;
    private static JsonNode modelsDev;
    private static JsonNode liteLlm;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fleet = ProviderFleet.startFrozen(18_000, 4);
        FleetClient client = new FleetClient(fleet);
        modelsDev = client.json("models-dev", "/api.json");
        liteLlm = client.json("litellm", "/model_prices_and_context_window.json");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, openai, ''",
        "anthropic, anthropic, ''",
        "google-ai-studio, google, gemini/",
        "google-vertex, google-vertex, ''",
        "mistral, mistral, mistral/",
        "deepseek, deepseek, deepseek/",
        "moonshot, moonshotai, moonshot/",
        "cohere, cohere, ''",
        "fireworks, fireworks-ai, fireworks_ai/",
        "zai, zai, zai/",
        "alibaba, alibaba, dashscope/"
    })
    void bothFeeds_agreeWithTheOracle(String slug, String modelsDevId, String liteLlmPrefix) {
        for (ModelTruth truth : fleet.expectedPrices(slug)) {
            String key =
                    slug.startsWith("google") ? truth.id().substring(truth.id().lastIndexOf('/') + 1) : truth.id();
            String first = perToken(modelsDev.path(modelsDevId).path("models").path(key), 6, "input");
            String second = perToken(liteLlm.path(liteLlmPrefix + key), 0, "input_cost_per_token");
            switch (truth.source()) {
                case REFERENCE -> {
                    assertThat(first == null ? second : first).as(truth.id()).isEqualTo(truth.input());
                    assertThat(second == null ? first : second).as(truth.id()).isEqualTo(truth.input());
                }
                case DISPUTED -> assertThat(first).isNotNull().isNotEqualTo(second);
                default ->
                    assertThat(first == null && second == null).as(truth.id()).isTrue();
            }
        }
    }

    @Test
    void sources_coverEveryCase() {
        Set<Source> sources = EnumSet.noneOf(Source.class);
        fleet.expectedPrices("openai").forEach(truth -> sources.add(truth.source()));
        assertThat(sources).containsExactlyInAnyOrder(Source.REFERENCE, Source.DISPUTED, Source.NONE);
    }

    @Test
    void clarifai_isKnownToModelsDevOnly() {
        ModelTruth known = fleet.expectedPrices("clarifai").stream()
                .filter(truth -> truth.source() == Source.REFERENCE)
                .findFirst()
                .orElseThrow();
        String key = known.id().replace("https://clarifai.com/", "");
        assertThat(perToken(modelsDev.path("clarifai").path("models").path(key), 6, "input"))
                .isEqualTo(known.input());
        assertThat(liteLlm.toString()).doesNotContain("clarifai");
    }

    @Test
    void liteLlm_writesScientificNotation_andItsSampleRow() {
        assertThat(liteLlm.path("sample_spec").path("max_tokens").isTextual()).isTrue();
        assertThat(liteLlm.size()).isGreaterThan(300);
    }

    private static @Nullable String perToken(JsonNode entry, int places, String field) {
        JsonNode price = places == 6 ? entry.path("cost").path(field) : entry.path(field);
        if (price.isMissingNode()) {
            return null;
        }
        return new BigDecimal(price.asText())
                .movePointLeft(places)
                .stripTrailingZeros()
                .toPlainString();
    }
}
