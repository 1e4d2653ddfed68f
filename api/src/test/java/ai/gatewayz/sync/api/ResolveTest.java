package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolveTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 2) + CatalogRows.models("groq", 1) + CatalogRows.ODD + """
                UPDATE catalog_models SET model_id = 'osprey-2', metadata = '{"aliases": "osprey-latest, osprey"}'
                WHERE provider_model_id = 'vendor/model-2';
                """);
    }

    private static Answer post(String body) {
        return api.send(api.anonymous("/resolve")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @CsvSource({
        "vendor/model-2, , priced, openrouter vendor/model-2 null",
        "vendor/model-1, , ambiguous, null null null",
        "vendor/model-1, groq-cloud, priced, groq vendor/model-1 null",
        "groq/vendor/model-1, , aliased, groq vendor/model-1 provider_prefix",
        "osprey-latest, , aliased, openrouter vendor/model-2 provider_alias",
        "openai/Osprey-2, , aliased, openrouter vendor/model-2 maker",
        "OSPREY-2, , aliased, openrouter vendor/model-2 canonical_id",
        "whisper, , unresolved, null null null",
        "osprey-3, groq, unresolved, null null null",
        "vendor/model-2, nobody, unresolved, null null null",
    })
    void ids_areResolvedByNamedRulesAndNeverGuessed(String id, String provider, String status, String found) {
        JsonNode result = post("{\"ids\":[{\"id\":\"" + id + "\""
                        + (provider == null ? "" : ",\"provider\":\"" + provider + "\"") + "}]}")
                .json()
                .at("/results/0");

        assertThat(result.get("status").asText()).as(result.toString()).isEqualTo(status);
        assertThat(result.get("provider").asText() + " " + result.get("model").asText() + " "
                        + result.get("rule").asText())
                .isEqualTo(found);
    }

    @Test
    void reasonsAndCandidates_areNamed_andTheMostMetComeFirst() {
        JsonNode results = post("""
                {"ids": [{"id": "whisper", "count": 1}, {"id": "vendor/modle-2", "count": 70}, {"id": "vendor/model-1", "count": 9},
                         {"id": "x", "provider": "nobody"}]}
                """).json().get("results");

        assertThat(results)
                .extracting(r -> r.get("id").asText())
                .containsExactly("vendor/modle-2", "vendor/model-1", "whisper", "x");
        assertThat(results.at("/0/reason").asText()).isEqualTo("no_such_model");
        assertThat(results.at("/0/candidates/0/model").asText()).startsWith("vendor/model-");
        assertThat(results.at("/1/candidates")).hasSize(2);
        assertThat(results.at("/2/reason").asText()).isEqualTo("price_unknown");
        assertThat(results.at("/3/reason").asText()).isEqualTo("no_such_provider");
    }

    @Test
    void badBodies_answer400() {
        assertThat(post("{\"ids\":5}").status()).isEqualTo(400);
        assertThat(post("{\"ids\":[{\"provider\":\"groq\"}]}")
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("id");
        assertThat(post("{\"ids\":[{\"id\":\"a\",\"count\":-1}]}").status()).isEqualTo(400);
        assertThat(post("{\"ids\":[]}").json().get("results")).isEmpty();
    }
}
