package ai.gatewayz.sync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private ProviderFleet fleet;
    private FleetClient client;

    @BeforeEach
    void start() throws IOException {
        fleet = ProviderFleet.startFrozen(3_000, 1);
        client = new FleetClient(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void status_hitsOneProvider_asOftenAsSaid() throws Exception {
        fleet.faults().add("openrouter:status=429;retry-after=2;times=2");
        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> answer = client.list("openrouter");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"error\":{\"message\":\"simulated status 429\",\"code\":429}}");
        }
        assertThat(client.list("openrouter").statusCode()).isEqualTo(200);
        assertThat(client.list("groq").statusCode()).isEqualTo(200);
    }

    @Test
    void everyProvider_hasItsOwnCount() throws Exception {
        fleet.faults().add("*:status=503;times=1");
        assertThat(client.list("groq").statusCode()).isEqualTo(503);
        assertThat(client.list("xai").statusCode()).isEqualTo(503);
        assertThat(client.list("groq").statusCode()).isEqualTo(200);
    }

    @Test
    void clear_endsTheFault() throws Exception {
        fleet.faults().set("groq", "status=500");
        assertThat(client.list("groq").statusCode()).isEqualTo(500);
        fleet.faults().clear("groq");
        assertThat(client.list("groq").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"empty, ||", "null, null", "array, []", "object, {}"})
    void garbage_isServedAsSuccess(String kind, String text) throws Exception {
        fleet.faults().set("groq", "garbage=" + kind);
        HttpResponse<byte[]> answer = client.list("groq");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void garbageHtmlErrorAndRandom_areNoLists() throws Exception {
        fleet.faults().set("groq", "garbage=html");
        assertThat(client.list("groq").headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        fleet.faults().set("groq", "garbage=error");
        assertThat(client.list("groq", "").at("/error/message").textValue()).isEqualTo("internal error");
        fleet.faults().set("groq", "garbage=random");
        assertThat(client.list("groq").body()).hasSize(4_096);
    }

    @Test
    void truncate_endsTheBodyAsIfComplete() throws Exception {
        int whole = client.list("openrouter").body().length;
        fleet.faults().set("openrouter", "truncate=60");
        assertThat(client.list("openrouter").body()).hasSize((int) (whole * 60L / 100));
        assertThatThrownBy(() -> client.list("openrouter", "")).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lie-length", "lie-length;truncate=50"})
    void lieLength_breaksTheConnection(String spec) {
        fleet.faults().set("openrouter", spec);
        assertThatThrownBy(() -> client.list("openrouter")).isInstanceOf(IOException.class);
    }

    @Test
    void drip_isSlow_andLeavesOthersFast() throws Exception {
        fleet.faults().set("zai", "drip=100");
        long start = System.nanoTime();
        int size = client.list("zai").body().length;
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).isGreaterThan(Duration.ofMillis(size * 8L));
    }

    @Test
    void slowAndHangingProviders_doNotBlockOthers() throws Exception {
        fleet.faults().set("openrouter", "drip=10");
        fleet.faults().set("featherless", "hang");
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 0; i < 30; i++) {
            String slug = i % 2 == 0 ? "openrouter" : "featherless";
            var pending = http.sendAsync(request(slug, Duration.ofSeconds(20)), HttpResponse.BodyHandlers.discarding());
            assertThat(pending).isNotNull();
        }
        assertThat(client.list("groq").statusCode()).isEqualTo(200);
    }

    @Test
    void hang_neverAnswers() {
        fleet.faults().set("groq", "hang");
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(request("groq", Duration.ofMillis(300)), HttpResponse.BodyHandlers.discarding()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void delay_comesBeforeTheAnswer() throws Exception {
        fleet.faults().set("groq", "delay=300");
        long start = System.nanoTime();
        assertThat(client.list("groq").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void redirect_namesTheTarget() throws Exception {
        fleet.faults().set("groq", "redirect=http://127.0.0.1:9/x");
        HttpResponse<byte[]> answer = client.list("groq");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("http://127.0.0.1:9/x");
    }

    @Test
    void gzipBomb_isSmallOnTheWire() throws Exception {
        fleet.faults().set("groq", "gzip-bomb=20");
        HttpResponse<byte[]> answer = client.list("groq");
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.body().length).isLessThan(100_000);
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(unzipped.transferTo(java.io.OutputStream.nullOutputStream()))
                    .isGreaterThan(20_000_000);
        }
    }

    @Test
    void shrink_dropsTheAskedShare() throws Exception {
        int count = fleet.modelCount("openrouter");
        fleet.faults().set("openrouter", "shrink=60");
        assertThat(FleetClient.ids("openrouter", client.list("openrouter", ""))).hasSize(count * 40 / 100);
        fleet.faults().set("openrouter", "shrink=100");
        assertThat(client.list("openrouter", "").get("data")).isEmpty();
    }

    @Test
    void unit_multipliesEveryPrice() throws Exception {
        JsonNode before = FleetClient.rows(client.list("perplexity", "")).get(0);
        fleet.faults().set("perplexity", "unit=1e3");
        JsonNode after = FleetClient.rows(client.list("perplexity", "")).get(0);
        assertThat(after.get("id")).isEqualTo(before.get("id"));
        assertThat(after.at("/pricing/input").decimalValue())
                .isEqualByComparingTo(before.at("/pricing/input").decimalValue().movePointRight(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openrouter", "deepinfra", "novita", "near", "together", "anthropic", "featherless"})
    void poison_addsBadRows_andStaysJson(String slug) throws Exception {
        int rows = FleetClient.rows(client.list(slug, "")).size();
        fleet.faults().set(slug, "poison=40");
        assertThat(FleetClient.rows(client.list(slug, ""))).hasSize(rows + 40);
    }

    @Test
    void poison_hasAbsurdPricesAndIds() throws Exception {
        fleet.faults().set("openrouter", "poison=40");
        String text = new String(client.list("openrouter").body(), StandardCharsets.UTF_8);
        assertThat(text)
                .contains("\"prompt\":1e100000000")
                .contains("\"prompt\":\"NaN\"")
                .contains("{\"id\":null,")
                .contains("{\"id\":12345,")
                .contains(",42,");
    }

    @Test
    void unit_worksOnFeeds_otherModelFaultsAreRefusedThere() throws Exception {
        JsonNode before = client.json("models-dev", "/api.json").at("/openai/models");
        String key = before.fieldNames().next();
        fleet.faults().set("models-dev", "unit=1e3");
        JsonNode after = client.json("models-dev", "/api.json").at("/openai/models");
        assertThat(after.get(key).at("/cost/input").decimalValue())
                .isEqualByComparingTo(
                        before.get(key).at("/cost/input").decimalValue().movePointRight(3));
        fleet.faults().set("models-dev", "shrink=50");
        assertThat(client.get("models-dev", "/api.json").statusCode()).isEqualTo(501);
    }

    @Test
    void big_padsTheBody() throws Exception {
        fleet.faults().set("featherless", "big=3");
        HttpResponse<byte[]> answer = client.list("featherless");
        assertThat(answer.body().length).isBetween(3_000_000, 3_010_000);
        assertThat(FleetClient.ids("featherless", client.list("featherless", "")))
                .hasSizeGreaterThan(9_000);
    }

    @Test
    void totals_countTheAddedRows() throws Exception {
        fleet.faults().set("openrouter", "poison=10");
        JsonNode body = client.list("openrouter", "");
        assertThat(body.get("total_count").intValue())
                .isEqualTo(body.get("data").size());
        fleet.faults().set("openrouter", "big=1");
        JsonNode padded = client.list("openrouter", "");
        assertThat(padded.get("total_count").intValue())
                .isEqualTo(padded.get("data").size());
    }

    @Test
    void faults_areGivenAtTheStartToo() throws Exception {
        FleetOptions options =
                FleetOptions.defaults().withTotalModels(500).withFrozen(true).withFaults(List.of("xai:status=418"));
        try (ProviderFleet faulty = ProviderFleet.start(options)) {
            assertThat(new FleetClient(faulty).list("xai").statusCode()).isEqualTo(418);
        }
    }

    private HttpRequest request(String slug, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(fleet.baseUrl(slug) + ProviderFleet.listPath(slug)))
                .timeout(timeout)
                .build();
    }
}
