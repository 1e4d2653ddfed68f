package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangesTest {
    private static final String EVENTS = """
            INSERT INTO change_events (type, provider_slug, provider_model_id, model_id, generation, job_id, before, after)
            SELECT 'price.changed', 'openrouter', 'm-' || n, 'm-' || n, n, 'job-1', '{"prompt": "0.000001"}',
                   '{"prompt": "0.000002"}'
            FROM generate_series(1, 5) n
            """;

    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    @BeforeEach
    void fill() {
        api.sql(EVENTS);
    }

    @Test
    void page_isOrderedAndGoesOn() {
        JsonNode first = api.send(api.anonymous("/changes?limit=3").GET()).json();
        JsonNode second = api.send(api.anonymous(
                                "/changes?since=" + first.get("next_since").asLong() + "&limit=1000")
                        .GET())
                .json();

        assertThat(first.get("data")).hasSize(3);
        assertThat(first.get("has_more").asBoolean()).isTrue();
        assertThat(first.get("next_since").asLong()).isEqualTo(3);
        assertThat(first.at("/data/0/before/prompt").asText()).isEqualTo("0.000001");
        assertThat(first.at("/data/0/type").asText()).isEqualTo("price.changed");
        assertThat(second.get("data").size()).isGreaterThanOrEqualTo(2);
        assertThat(second.at("/data/0/seq").asLong()).isEqualTo(4);
        assertThat(second.get("has_more").asBoolean()).isFalse();
    }

    @Test
    void last_isTheNewestEventsInTheirOrder() {
        JsonNode page = api.send(api.anonymous("/changes?last=2").GET()).json();

        assertThat(page.at("/data/0/seq").asLong()).isEqualTo(4);
        assertThat(page.at("/data/1/seq").asLong()).isEqualTo(5);
        assertThat(page.get("returned").asInt()).isEqualTo(2);
        assertThat(page.get("next_since").asLong()).isEqualTo(5);
    }

    @Test
    void lines_areOneEventEach() {
        Answer answer = api.send(api.anonymous("/changes?limit=2")
                .header("Accept", "application/x-ndjson")
                .GET());

        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(answer.body().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"seq\":"));
    }

    @Test
    void live_continuesBehindTheLastEventAndFollows() throws IOException, InterruptedException {
        HttpResponse<java.io.InputStream> stream = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(api.uri("/changes"))
                                .header("Accept", "text/event-stream")
                                .header("Last-Event-ID", "3")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        List<String> ids = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("retry: 1000");
            readIds(lines, ids, 2);
            api.sql("INSERT INTO change_events (type, provider_slug, generation, job_id) VALUES ('provider.degraded',"
                    + " 'groq', 6, 'job-2')");
            readIds(lines, ids, 3);
        }

        assertThat(stream.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(ids).containsExactly("id: 4", "id: 5", "id: 6");
    }

    private static void readIds(BufferedReader lines, List<String> ids, int count) throws IOException {
        while (ids.size() < count) {
            String line = lines.readLine();
            assertThat(line).as("the stream goes on").isNotNull();
            if (line.startsWith("id: ")) {
                ids.add(line);
            }
        }
    }

    @Test
    void live_isBounded() {
        List<HttpResponse<java.io.InputStream>> open = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 0; i < 18; i++) {
            HttpResponse<java.io.InputStream> response = http.sendAsync(
                            HttpRequest.newBuilder(api.uri("/changes"))
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .join();
            open.add(response);
            statuses.add(response.statusCode());
        }
        try {
            assertThat(statuses).startsWith(200, 200).endsWith(503);
            assertThat(open.get(17).headers().firstValue("retry-after")).hasValue("5");
            assertThat(api.get("/health/live").status()).isEqualTo(200);
        } finally {
            open.forEach(ChangesTest::close);
        }
    }

    private static void close(HttpResponse<java.io.InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void filters_leaveEventsOutAndStillGoOn() {
        api.sql(
                "INSERT INTO change_events (type, provider_slug, provider_model_id, model_id, generation, job_id) VALUES"
                        + " ('model.added', 'groq', 'Whisper', 'whisper', 6, 'job-2'), ('price.held', 'groq', 'a', 'a', 7, 'job-2')");
        JsonNode groq =
                api.send(api.anonymous("/changes?provider=groq-cloud").GET()).json();
        JsonNode held = api.send(api.anonymous("/changes?type=price.held&type=model.added&model=whisper")
                        .GET())
                .json();
        JsonNode none = api.send(api.anonymous("/changes?model=nothing").GET()).json();
        JsonNode last = api.send(
                        api.anonymous("/changes?last=1&provider=openrouter").GET())
                .json();

        assertThat(groq.get("data"))
                .extracting(event -> event.get("seq").asInt())
                .containsExactly(6, 7);
        assertThat(held.get("data"))
                .extracting(event -> event.get("seq").asInt())
                .containsExactly(6);
        assertThat(held.get("next_since").asInt()).isEqualTo(7);
        assertThat(none.get("data")).isEmpty();
        assertThat(none.get("next_since").asInt()).isEqualTo(7);
        assertThat(last.at("/data/0/seq").asInt()).isEqualTo(5);
        assertThat(api.get("/changes?type=price.gone").status()).isEqualTo(400);
        assertThat(api.get("/changes?provider=nobody").status()).isEqualTo(400);
    }

    @Test
    @Tag("G42")
    void positionsBeyondTheEnd_answer410WithTheLastOne() {
        Answer page = api.send(api.anonymous("/changes?since=99999999999").GET());
        Answer live = api.send(api.anonymous("/changes")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "99999999999")
                .GET());

        assertThat(page.status()).isEqualTo(410);
        assertThat(page.json().get("last_seq").asLong()).isEqualTo(5);
        assertThat(live.status()).isEqualTo(410);
        assertThat(live.json().get("last_seq").asLong()).isEqualTo(5);
        assertThat(api.get("/changes?since=5").status()).isEqualTo(200);
    }

    @Test
    void badPositions_answer400() {
        assertThat(api.get("/changes?last=0").status()).isEqualTo(400);
        assertThat(api.get("/changes?last=5&since=1").status()).isEqualTo(400);
        assertThat(api.get("/changes?last=5&limit=2").status()).isEqualTo(400);
        assertThat(api.get("/changes?since=-1").status()).isEqualTo(400);
        assertThat(api.get("/changes?since=abc").status()).isEqualTo(400);
        assertThat(api.get("/changes?limit=1001").status()).isEqualTo(400);
        assertThat(api.send(api.anonymous("/changes")
                                .header("Accept", "text/event-stream")
                                .header("Last-Event-ID", "x")
                                .GET())
                        .status())
                .isEqualTo(400);
    }
}
