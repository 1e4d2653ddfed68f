package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.api.Contract.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random requests along the description: no server error, no answer that is not described, no open door. */
class FuzzTest {
    private static final int REQUESTS = 150;
    private static final Contract CONTRACT = new Contract();
    private static final List<String> WORDS = List.of(
            "openrouter",
            "groq-cloud",
            "vendor/model-1",
            "all",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "55",
            "1e9",
            "NaN",
            "",
            " ",
            "'--",
            "<script>",
            "../../etc",
            "\u0000",
            "\ud83d\ude00",
            "\u202e",
            "%",
            "a".repeat(300),
            "1.5",
            "2026-01-01T00:00:00Z",
            "9999999999999999999",
            "-price",
            "input_price",
            "priced",
            "text->text",
            "\ufffd");
    private static final List<String> BODIES =
            List.of("", "{}", "[]", "null", "{\"gateway\":\"all\"}", "{\"a\":1,\"a\":2}", "{", "{\"type\":\"models\"}");

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 3) + CatalogRows.ODD + CatalogRows.RUNS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 4_711})
    void randomRequests_areAnsweredAsDescribed(long seed) {
        Random random = new Random(seed);
        List<Operation> operations = CONTRACT.operations().values().stream()
                .filter(operation -> Contract.served(api).contains(operation.toString()))
                .toList();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Operation operation = operations.get(random.nextInt(operations.size()));
            String target = target(operation, random);
            boolean keyed = random.nextInt(4) > 0;
            String body = BODIES.get(random.nextInt(BODIES.size()));
            HttpRequest.Builder request = keyed ? api.request(target) : api.anonymous(target);
            boolean reads = operation.method().equals("GET");
            if (!reads && !body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            Answer answer = api.send(request.method(
                    operation.method(),
                    reads || body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
            String shown =
                    "seed " + seed + ": " + operation.method() + " " + target + " " + body + " -> " + answer.status();
            if (answer.status() >= 500 && answer.status() != 503 && answer.status() != 501) {
                wrong.add(shown + " is a server error: " + answer.body());
            }
            if (!keyed && operation.role().isPresent() && answer.status() != 401 && answer.status() != 400) {
                wrong.add(shown + " without a key");
            }
            CONTRACT.violations(operation, answer).forEach(violation -> wrong.add(shown + ": " + violation));
        }

        assertThat(wrong).isEmpty();
    }

    private static String target(Operation operation, Random random) {
        String path = operation.path();
        while (path.contains("{")) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            path = path.replaceFirst(
                    "\\{\\w+}", java.util.regex.Matcher.quoteReplacement(encode(word.isEmpty() ? "x" : word)));
        }
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.body().path("parameters")) {
            JsonNode found = CONTRACT.resolve(parameter);
            boolean wait = found.path("name").asText().equals("wait");
            if (found.path("in").asText().equals("query") && (wait || random.nextInt(3) == 0)) {
                query.append(query.length() == 0 ? '?' : '&')
                        .append(found.path("name").asText())
                        .append('=')
                        .append(wait ? "0" : encode(value(found, random)));
            }
        }
        return path + query;
    }

    /** Half of the time a value that the schema names, else any word. */
    private static String value(JsonNode parameter, Random random) {
        JsonNode schema = CONTRACT.resolve(parameter.path("schema"));
        if (random.nextBoolean()) {
            if (schema.has("enum")) {
                return schema.get("enum")
                        .get(random.nextInt(schema.get("enum").size()))
                        .asText();
            }
            if (schema.path("type").asText().equals("integer")) {
                return Integer.toString(random.nextInt(1, 50));
            }
            if (schema.path("type").asText().equals("boolean")) {
                return Boolean.toString(random.nextBoolean());
            }
        }
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String encode(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
