package ai.gatewayz.sync.api;

import static ai.gatewayz.sync.api.SignedEvents.PATH;
import static ai.gatewayz.sync.api.SignedEvents.event;
import static ai.gatewayz.sync.api.SignedEvents.hex;
import static ai.gatewayz.sync.api.SignedEvents.plain;
import static ai.gatewayz.sync.api.SignedEvents.post;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are accepted or refused for what they hold, against one running API. */
final class WebhookInputTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    private long deliveries() {
        return api.count("SELECT count(*) FROM webhook_deliveries");
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("detail").asText()).isEqualTo("the request is not signed as it has to be");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "models.added, 'models:gateway:groq,model:m,models:all,models:search,rankings'",
        "models.removed, 'models:gateway:groq,model:m,models:all,models:search,rankings'",
        "models.updated, 'models:gateway:groq,model:m'",
        "gateway.status_changed, 'models:all,models:search,rankings'"
    })
    void tags_followTheEventType(String type, String tags) {
        Answer answer = api.send(plain(api, event("groq", type, "[{\"id\":\"m\"}]")));

        assertThat(texts(answer.json().get("processed").get("invalidated").get("tags")))
                .containsExactly(tags.split(",", -1));
    }

    @Tag("W13")
    @ParameterizedTest
    @CsvSource({
        "-5, 401",
        "0, 401",
        "1000000000000000000, 401",
        "99999999999999999999999, 401",
        "1e100000000, 401",
        "'\"1704067200000\"', 401",
        "null, 401",
        "true, 401",
        "[], 401"
    })
    void timestampThatIsNone_isRefused(String timestamp, int status) {
        String body = event("groq", "models.updated").replaceAll("\"timestamp\":\\d+", "\"timestamp\":" + timestamp);

        assertThat(api.send(plain(api, body)).status()).isEqualTo(status);
    }

    @Tag("W12")
    @ParameterizedTest
    @CsvSource({"-299000, 202", "-301000, 401", "299000, 202", "301000, 401"})
    void plainEvent_isFreshForFiveMinutes(long offset, int status) {
        String body = event("groq", "models.updated")
                .replaceAll("\"timestamp\":\\d+", "\"timestamp\":" + (System.currentTimeMillis() + offset));

        assertThat(api.send(plain(api, body)).status()).isEqualTo(status);
    }

    @Tag("W21")
    @ParameterizedTest
    @CsvSource({"1000, 202", "1001, 422"})
    void thousandModels_areTheMost(int count, int status) {
        String models = IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"m/" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(api.send(plain(api, event("groq", "models.updated", models))).status())
                .isEqualTo(status);
    }

    @Tag("W20")
    @ParameterizedTest
    @CsvSource({"65536, 202", "65537, 413"})
    void bodyOf64KiB_isTheLargest(int size, int status) {
        String body = event("groq", "models.updated");
        String padded = body + " ".repeat(size - body.length());

        assertThat(api.send(plain(api, padded)).status()).isEqualTo(status);
    }

    @Tag("W24")
    @Tag("W25")
    @ParameterizedTest
    @ValueSource(strings = {"", "no json <script>", "[]", "null", "1", "{", "{}{}", "{\"a\":1,\"a\":2}"})
    void signedBodyThatIsNoObject_isMalformedAndNotRepeated(String body) {
        Answer answer = api.send(plain(api, body));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("script");
    }

    @Tag("W26")
    @ParameterizedTest
    @ValueSource(
            strings = {"\"nope\"", "null", "1", "[]", "\"all\"", "\"GROQ\"", "\"gro q\"", "\"\"", "\"../groq\"", "{}"})
    void gatewayThatIsNone_isUnprocessable(String gateway) {
        String body = event("groq", "models.updated").replace("\"groq\"", gateway);

        long before = deliveries();

        assertThat(api.send(plain(api, body)).status()).isEqualTo(422);
        assertThat(deliveries()).isEqualTo(before);
    }

    @Tag("W28")
    @Tag("W29")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":\"a\\u0000b\"}]",
                "[{\"id\":\"../etc/passwd\"}]",
                "[{\"id\":\"a/../b\"}]",
                "[{\"id\":\"..\"}]",
                "[{\"id\":\"\\ud800\"}]",
                "[{\"id\":\"\"}]",
                "[{\"id\":1}]",
                "[{\"name\":\"x\"}]",
                "[null]",
                "[\"m\"]",
                "[{\"id\":\"m\",\"name\":1}]",
                "{}",
                "null",
                "\"m\""
            })
    void modelsThatAreNone_areUnprocessable(String models) {
        assertThat(api.send(plain(api, event("groq", "models.updated", models))).status())
                .isEqualTo(422);
    }

    @Tag("W28")
    @Test
    void idOfTwoKilobytes_isUnprocessable() {
        String models = "[{\"id\":\"" + "m".repeat(2048) + "\"}]";

        assertThat(api.send(plain(api, event("groq", "models.updated", models))).status())
                .isEqualTo(422);
    }

    @Tag("W22")
    @Test
    void compressedBody_isNotRead() {
        String body = event("groq", "models.updated");

        assertThat(api.send(plain(api, body).header("Content-Encoding", "gzip")).status())
                .isEqualTo(415);
    }

    @Tag("W23")
    @Test
    void textWithAValidSignature_isNotRead() {
        String body = event("groq", "models.updated");
        HttpRequest.Builder text = api.anonymous(PATH)
                .header("Content-Type", "text/plain")
                .header("X-Webhook-Signature", hex(body))
                .POST(BodyPublishers.ofString(body));

        assertThat(api.send(text).status()).isEqualTo(415);
    }

    @Tag("W32")
    @Test
    void get_tellsTheEventsAndNoSecret_otherMethodsAreNotAllowed() {
        Answer answer = api.send(api.anonymous(PATH).GET());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").asText()).isEqualTo("active");
        assertThat(answer.json().get("endpoint").asText()).isEqualTo(PATH);
        assertThat(texts(answer.json().get("supported_events")))
                .containsExactly("models.added", "models.updated", "models.removed", "gateway.status_changed");
        assertThat(answer.body()).doesNotContain("secret", ApiFixture.WEBHOOK_SECRET);
        Answer put = api.send(api.anonymous(PATH).PUT(BodyPublishers.noBody()));
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.header("Allow")).contains("GET", "POST");
    }

    @Tag("W4")
    @Tag("W5")
    @Test
    void prefixAndUpperCase_areAccepted() {
        String body = event("groq", "models.updated");
        String signature = "sha256=" + hex(body).toUpperCase(java.util.Locale.ROOT);

        assertThat(api.send(post(api, body).header("X-Webhook-Signature", signature))
                        .status())
                .isEqualTo(202);
    }

    @Tag("W13")
    @Test
    void missingAndRepeatedTimestamps_areRefused_secondsAreTaken() {
        String body = event("groq", "models.updated");
        long seconds = System.currentTimeMillis() / 1000;

        assertRefused(api.send(plain(api, body.replaceAll(",\"timestamp\":\\d+", ""))));
        assertThat(api.send(plain(api, body.replace("}", ",\"timestamp\":1}"))).status())
                .isEqualTo(400);
        assertThat(api.send(plain(api, body.replaceAll("\"timestamp\":\\d+", "\"timestamp\":" + seconds)))
                        .status())
                .isEqualTo(202);
        assertRefused(api.send(plain(api, body.replaceAll("(\"timestamp\":\\d+)", "$1.5"))));
    }
}
