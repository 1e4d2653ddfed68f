package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.api.Contract.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The description of the API and the API are one: every route, every role, and real answers. */
class OpenApiTest {
    private static final Contract CONTRACT = new Contract();

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 3) + CatalogRows.ODD + CatalogRows.RUNS);
        api.sql("INSERT INTO change_events (type, provider_slug, provider_model_id, generation, job_id, after) VALUES"
                + " ('model.added', 'groq', 'whisper', 1, 'job-1', '{\"name\": \"Whisper\"}')");
    }

    @Test
    void everyRoute_isDescribed_andEveryDescribedRouteIsServed() {
        Set<String> served = Contract.served(api);
        Set<String> described = new TreeSet<>(CONTRACT.operations().keySet());
        Set<String> missing = new TreeSet<>(served);
        missing.removeAll(described);
        Set<String> absent = new TreeSet<>(described);
        absent.removeAll(served);

        assertThat(missing)
                .as("served but not in api/src/main/resources/openapi.yaml: describe each there, with x-role,"
                        + " parameters and every status")
                .isEmpty();
        assertThat(absent)
                .as("in openapi.yaml but not served: register the route in ApiWiring or remove its description")
                .isEmpty();
    }

    /** What is sent and what comes back on success, as JSON. */
    private static List<String> examples(Operation operation) {
        List<String> wrong = new ArrayList<>();
        Map<String, JsonNode> media = new java.util.TreeMap<>();
        media.put("request", operation.body().at("/requestBody/content/application~1json"));
        operation.body().path("responses").fields().forEachRemaining(answer -> {
            if (answer.getKey().startsWith("2")) {
                media.put(answer.getKey(), answer.getValue().at("/content/application~1json"));
            }
        });
        media.forEach((where, json) -> {
            JsonNode example = json.path("example");
            if (!json.isMissingNode() && example.isMissingNode()) {
                wrong.add(operation + " " + where + ": no example");
            } else if (!json.isMissingNode()) {
                CONTRACT.validate(json.path("schema"), example)
                        .forEach(message -> wrong.add(operation + " " + where + ": " + message));
            }
        });
        return wrong;
    }

    @Test
    void everyOperation_hasExamplesOfItsSchema() {
        assertThat(CONTRACT.operations().values().stream().flatMap(operation -> examples(operation).stream()))
                .isEmpty();
    }

    @Test
    void examples_thatAreWrong_areFound() {
        Operation operation = Objects.requireNonNull(CONTRACT.operations().get("GET /quote"));
        ObjectNode answer = operation
                .body()
                .deepCopy()
                .at("/responses/200/content/application~1json")
                .deepCopy();
        answer.set("example", answer.get("example").deepCopy());
        ((ObjectNode) answer.get("example")).put("total_usd", 1.5);

        assertThat(CONTRACT.validate(answer.get("schema"), answer.get("example")))
                .isNotEmpty();
    }

    @Test
    void references_leadSomewhere() {
        List<String> broken = new ArrayList<>();
        CONTRACT.document.findValuesAsText("$ref").stream()
                .filter(reference ->
                        CONTRACT.document.at(reference.substring(1)).isMissingNode())
                .forEach(broken::add);

        assertThat(broken).isEmpty();
    }

    @Test
    void operations_areComplete() {
        Set<String> ids = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (Operation operation : CONTRACT.operations().values()) {
            JsonNode body = operation.body();
            if (!ids.add(body.path("operationId").asText())) {
                wrong.add(operation + " repeats its operationId");
            }
            if (body.path("summary").asText().isEmpty() || body.path("tags").isEmpty()) {
                wrong.add(operation + " has no summary or tag");
            }
            if (operation.role().isPresent() == body.path("security").isEmpty()) {
                wrong.add(operation + " has a role or a security requirement but not both");
            }
            // Every request can be one too many of its address, and every route can be asked more than can be answered.
            List<String> refusals =
                    operation.role().isPresent() ? List.of("401", "403", "429", "503") : List.of("429", "503");
            for (String status : refusals) {
                if (!body.path("responses").has(status)) {
                    wrong.add(operation + " does not describe " + status);
                }
            }
            Set<String> named = new HashSet<>();
            body.path("parameters").forEach(parameter -> {
                JsonNode found = CONTRACT.resolve(parameter);
                if (found.path("in").asText().equals("path")) {
                    named.add("{" + found.path("name").asText() + "}");
                }
            });
            Set<String> inPath = new HashSet<>(java.util.regex.Pattern.compile("\\{\\w+}")
                    .matcher(operation.path())
                    .results()
                    .map(java.util.regex.MatchResult::group)
                    .toList());
            if (!named.equals(inPath)) {
                wrong.add(operation + " has parameters " + named + " for " + inPath);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void description_isServedAsYamlAndJson() {
        Answer yaml = api.send(api.anonymous("/openapi.yaml").GET());
        Answer json = api.send(api.anonymous("/openapi.json").GET());

        assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(yaml.body()).startsWith("openapi: 3.1.0\n");
        assertThat(json.json()).isEqualTo(CONTRACT.document);
    }

    static Stream<Operation> operations() {
        return CONTRACT.operations().values().stream()
                .filter(operation -> Contract.served(api).contains(operation.toString()));
    }

    private static Answer call(Operation operation, String key) {
        String path = operation
                .path()
                .replace("{slug}", "openrouter")
                .replace("{provider}", "openrouter")
                .replace("{format}", "csv")
                .replace("{sha256}", "ab".repeat(32))
                .replaceAll("\\{\\w+}", "none");
        // No route takes this parameter, so whoever gets past the doors changes nothing.
        HttpRequest.Builder request =
                api.anonymous(path + "?no_such_parameter=1").method(operation.method(), BodyPublishers.noBody());
        return api.send(key.isEmpty() ? request : request.header("Authorization", "Bearer " + key));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyRoute_opensForItsRolesAndNobodyElse(Operation operation) {
        List<String> order = List.of("viewer", "operator", "admin");
        Map<String, String> keys =
                Map.of("viewer", ApiFixture.VIEWER, "operator", ApiFixture.OPERATOR, "admin", ApiFixture.ADMIN);
        Answer anonymous = call(operation, "");
        if (operation.role().isEmpty()) {
            assertThat(anonymous.status()).as(anonymous.body()).isIn(200, 400, 401, 404, 503);
            return;
        }
        int needed = order.indexOf(operation.role().orElseThrow());

        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(call(operation, "no-key-of-this-installation").status()).isEqualTo(401);
        for (String role : order) {
            Answer answer = call(operation, keys.getOrDefault(role, ""));
            if (order.indexOf(role) < needed) {
                assertThat(answer.status()).as(role).isEqualTo(403);
            } else {
                assertThat(answer.status()).as(role + " " + answer.body()).isIn(400, 404, 410);
            }
            assertThat(CONTRACT.violations(operation, answer)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /, /, 200",
        "GET /models, /models, 200",
        "GET /models, /models?include_inactive=true&sort=-input_price&limit=2, 200",
        "GET /models/search, /models/search?q=model, 200",
        "GET /models/stats, /models/stats, 200",
        "GET /models/{provider}/{model_id}, /models/openrouter/vendor/model-1, 200",
        "GET /models/{provider}/{model_id}, /models/openrouter/none, 404",
        "GET /v1/models, /v1/models, 200",
        "GET /providers, /providers, 200",
        "GET /providers/stats, /providers/stats, 200",
        "GET /providers/{slug}, /providers/groq, 200",
        "GET /prices/{provider}/{model_id}, /prices/openrouter/vendor/model-1, 200",
        "GET /prices/{provider}/{model_id}/history, /prices/openrouter/vendor/model-1/history, 200",
        "GET /quote, /quote?provider=openrouter&model=vendor/model-1&input_tokens=10, 200",
        "GET /quote, /quote?provider=groq&model=whisper&input_tokens=10, 409",
        "GET /changes, /changes, 200",
        "GET /exports/{format}, /exports/litellm, 200",
        "GET /exports/{format}, /exports/genai-prices, 200",
        "GET /exports/{format}, /exports/csv, 200",
        "GET /health, /health, 200",
        "GET /health/live, /health/live, 200",
        "GET /health/ready, /health/ready, 200",
        "GET /metrics, /metrics, 200",
        "GET /admin/audit, /admin/audit, 200",
        "GET /admin/model-sync/providers, /admin/model-sync/providers, 200",
        "GET /admin/model-sync/status, /admin/model-sync/status, 200",
        "GET /admin/model-sync/health, /admin/model-sync/health, 200",
        "GET /admin/jobs/{job_id}, /admin/jobs/catalog-sync-manual-a, 200",
        "GET /admin/jobs/{job_id}, /admin/jobs/none, 404",
        "GET /admin/providers/{slug}, /admin/providers/groq, 200",
        "POST /admin/providers/{slug}, /admin/providers/groq?is_active=true, 200",
        "POST /admin/model-sync/providers-only, /admin/model-sync/providers-only, 200",
        "POST /admin/model-sync/provider/{slug}, /admin/model-sync/provider/groq, 200",
        "POST /admin/model-sync/provider/{slug}, /admin/model-sync/provider/groq?dry_run=true, 200",
        "POST /admin/model-sync/all, /admin/model-sync/all, 200",
        "POST /admin/model-sync/all, /admin/model-sync/all?wait=0, 202"
    })
    void realAnswers_areAsDescribed(String name, String path, int status) {
        Operation operation =
                java.util.Objects.requireNonNull(CONTRACT.operations().get(name));
        Answer answer = api.send(api.request(path).method(operation.method(), BodyPublishers.noBody()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(CONTRACT.violations(operation, answer)).isEmpty();
    }
}
