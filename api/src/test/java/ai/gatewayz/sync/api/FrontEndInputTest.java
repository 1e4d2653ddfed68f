package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the front end that are refused, and invalidations, against one running API. */
final class FrontEndInputTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    private HttpRequest.Builder json(String path, String body) {
        return api.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Tag("A24")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"gateway\":\"nope\"}",
                "{\"gateway\":1}",
                "{\"gateway\":null}",
                "{\"gateway\":\"\"}",
                "{\"provider\":\"groq\"}",
                "[]",
                "{\"gateway\":\"groq\",\"gateway\":\"all\"}",
                "{"
            })
    void sync_answers400_forABodyThatIsWrong(String body) {
        assertThat(api.send(json("/api/sync/models", body)).status()).isEqualTo(400);
        assertThat(api.activities.fetches).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"everything\"}",
                "{\"type\":1}",
                "{\"type\":\"model-detail\"}",
                "{\"type\":\"models\",\"modelId\":\"m\"}",
                "{\"type\":\"models\",\"gateway\":\"nope\"}",
                "{\"type\":\"models\",\"paths\":[]}"
            })
    void invalidation_answers400_forABodyThatIsWrong(String body) {
        long before = api.count("SELECT count(*) FROM cache_invalidations");

        assertThat(api.send(json("/api/cache/invalidate", body)).status()).isEqualTo(400);
        assertThat(api.count("SELECT count(*) FROM cache_invalidations")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"type\":\"models\"}', models:all",
        "'{\"type\":\"models\",\"gateway\":\"groq-cloud\"}', models:gateway:groq",
        "'{\"type\":\"model-detail\",\"modelId\":\"openai/gpt-5\"}', model:openai/gpt-5",
        "'{\"type\":\"rankings\"}', rankings",
        "'{\"type\":\"search\"}', models:search"
    })
    void invalidation_namesItsTagsAndPutsThemIntoTheOutbox(String body, String tag) {
        Answer answer = api.send(json("/api/cache/invalidate", body));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(names(answer.json())).containsExactly("success", "invalidated", "timestamp");
        assertThat(answer.json().get("invalidated").get("tags")).hasSize(1);
        assertThat(answer.json().get("invalidated").get("tags").get(0).asText()).isEqualTo(tag);
        assertThat(api.count("SELECT count(*) FROM cache_invalidations WHERE source = 'operator' AND tags = '{" + tag
                        + "}'"))
                .isEqualTo(1);
    }

    @Test
    void syncAndInvalidation_needAnOperator() {
        for (String path : List.of("/api/sync/models", "/api/cache/invalidate")) {
            assertThat(api.send(api.anonymous(path).POST(BodyPublishers.noBody()))
                            .status())
                    .isEqualTo(401);
            assertThat(api.send(api.anonymous(path)
                                    .header("Authorization", "Bearer " + ApiFixture.VIEWER)
                                    .POST(BodyPublishers.noBody()))
                            .status())
                    .isEqualTo(403);
        }
    }
}
