package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogReadTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 2500) + CatalogRows.ODD);
    }

    private static Answer open(String path) {
        return api.send(api.anonymous(path).GET());
    }

    @Test
    void models_answersWithEveryActiveModel() {
        JsonNode body = open("/models?gateway=all&limit=30000").json();

        assertThat(body.get("data")).hasSize(2503);
        assertThat(body.get("total").asInt()).isEqualTo(2503);
        assertThat(body.get("returned").asInt()).isEqualTo(2503);
        assertThat(body.get("has_more").asBoolean()).isFalse();
        assertThat(body.get("next_offset").isNull()).isTrue();
        assertThat(body.get("gateway").asText()).isEqualTo("all");
        assertThat(body.get("generation").asInt()).isEqualTo(1);
    }

    @Test
    void models_pagesThroughAll() {
        JsonNode body = open("/models?limit=1000&offset=2000").json();

        assertThat(body.get("total").asInt()).isEqualTo(2503);
        assertThat(body.get("returned").asInt()).isEqualTo(503);
        assertThat(open("/models?limit=1000&offset=1000")
                        .json()
                        .get("next_offset")
                        .asInt())
                .isEqualTo(2000);
        assertThat(open("/models").json().get("data")).hasSize(100);
    }

    @Test
    void model_showsExactPricesAsText() {
        JsonNode model = open("/models/openrouter/vendor/model-1").json();

        assertThat(model.get("pricing").toString())
                .isEqualTo("{\"state\":\"priced\",\"prompt\":\"0.00000015\","
                        + "\"completion\":\"0.000000600000000000000012\",\"cache_read\":null,\"cache_write\":null,"
                        + "\"image\":null,\"audio\":null,\"request\":null,\"components\":[{\"raw\":\"0.15\","
                        + "\"usd\":\"0.00000015\",\"kind\":\"input\",\"unit\":\"token\",\"condition\":{}}],"
                        + "\"complete\":true,\"unread\":[]}");
        assertThat(model.get("capabilities").toString())
                .isEqualTo("{\"streaming\":true,\"function_calling\":false,\"vision\":null,\"json_mode\":null,"
                        + "\"reasoning\":null,\"structured_outputs\":null}");
        assertThat(model.get("metadata").toString()).isEqualTo("{\"family\":\"test\"}");
        assertThat(model.at("/price_provenance/source").asText()).isEqualTo("provider");
    }

    @Test
    void model_keepsUnknownPriceNull() {
        JsonNode pricing = open("/models/groq/whisper").json().get("pricing");

        assertThat(pricing.get("state").asText()).isEqualTo("unknown");
        assertThat(pricing.get("prompt").isNull()).isTrue();
        assertThat(pricing.get("components")).isEmpty();
    }

    @Test
    void model_showsAudioPriceFromComponents() {
        JsonNode pricing = open("/models/deepinfra/a/b/c").json().get("pricing");

        assertThat(pricing.get("audio").asText()).isEqualTo("0.0001");
        assertThat(pricing.get("prompt").asText()).isEqualTo("100");
    }

    @ParameterizedTest
    @CsvSource({
        "/models/openrouter/vendor%2Fmodel-1, 200",
        "/models/openrouter/vendor/model-0, 404",
        "/models/nope/vendor/model-1, 404",
        "/models/groq-cloud/whisper, 200",
        "/models/stats, 200",
        "/models/stats/x, 404",
        "/models/search?q=x, 200",
        "/models/search, 400",
        "/models/search/x, 404",
        "/models/openrouter, 404",
        "/providers/stats, 200",
        "/providers/sybil, 200",
        "/providers/nope, 404",
        "/models/openrouter/%00, 400",
        "/models/openrouter/..%2f..%2fadmin, 404"
    })
    void paths_staticOnesComeFirst(String path, int status) {
        assertThat(open(path).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "gateway=openrouter, 2500",
        "gateway=groq-cloud, 1",
        "gateway=openrouter&provider=groq, 0",
        "provider=deepinfra, 2",
        "provider=deepinfra&include_inactive=true, 3",
        "q=MODEL-249, 11",
        "q=100%25, 0",
        "q=_, 0",
        "capability=function_calling, 1250",
        "price_state=unknown, 1",
        "price_state=free, 1",
        "min_context=3401, 100",
        "max_input_price=0.00000015, 2501",
        "max_input_price=0.00000014, 1",
        "modality=audio, 1",
        "modality=text->text, 2502"
    })
    void models_filters(String query, int total) {
        String encoded = query.replace(">", "%3E");
        assertThat(open("/models?limit=1&" + encoded).json().get("total").asInt())
                .isEqualTo(total);
    }

    @Test
    void models_sorts() {
        assertThat(ids("/models?sort=-context_length&limit=2"))
                .containsExactly("vendor/model-2500", "vendor/model-2499");
        assertThat(ids("/models?sort=-input_price&limit=1")).containsExactly("A");
        assertThat(ids("/models?limit=3")).containsExactly("A", "free-model", "whisper");
    }

    private static List<String> ids(String path) {
        return open(path).json().findValuesAsText("id");
    }

    @Test
    void search_putsExactMatchFirst() {
        assertThat(ids("/models/search?q=vendor/model-25&limit=3"))
                .containsExactly("vendor/model-25", "vendor/model-250", "vendor/model-251");
    }

    @ParameterizedTest
    @CsvSource({
        "wisper, whisper",
        "whispre, whisper",
        "groq-cloud whisper, whisper",
        "Groq Whisper, whisper",
        "slashs, A"
    })
    void search_findsWhatIsLikeIt(String text, String expected) {
        assertThat(ids("/models/search?limit=1&q=" + text.replace(" ", "%20"))).containsExactly(expected);
    }

    @Test
    void search_findsNothingThatIsNotLikeIt() {
        assertThat(ids("/models/search?q=zzzzqqqq")).isEmpty();
    }

    @Test
    void stats_countsMoreThanAThousand() {
        assertThat(open("/models/stats").json().get("total_active").asInt()).isEqualTo(2503);
        assertThat(open("/models/stats?provider=deepinfra").body())
                .isEqualTo("{\"total\":3,\"active\":2,\"total_active\":2,\"inactive\":1,\"healthy\":0,\"degraded\":0,"
                        + "\"down\":0,\"unknown\":3,\"by_modality\":{\"text->text\":2},\"by_provider\":{\"deepinfra\":2},"
                        + "\"by_price_state\":{\"priced\":1,\"free\":1,\"dynamic\":0,\"unknown\":0}}");
    }

    @Test
    void openAiList_hasUniqueIdsAndOpenRouterObjects() {
        JsonNode data = open("/v1/models").json().get("data");

        assertThat(data).hasSize(2503);
        JsonNode model = open("/v1/models?provider=openrouter").json().at("/data/0");
        assertThat(model.get("id").asText()).isEqualTo("openrouter/vendor/model-1");
        assertThat(model.get("object").asText()).isEqualTo("model");
        assertThat(model.at("/pricing/completion").asText()).isEqualTo("0.000000600000000000000012");
        assertThat(model.at("/architecture/modality").asText()).isEqualTo("text->text");
        assertThat(model.at("/top_provider/max_completion_tokens").asInt()).isEqualTo(4096);
    }

    @Test
    void providers_showCountsButNoKeys() {
        JsonNode body = open("/providers").json();

        assertThat(body.get("total").asInt()).isEqualTo(4);
        assertThat(body.at("/data/2/slug").asText()).isEqualTo("openrouter");
        assertThat(body.at("/data/2/models_active").asInt()).isEqualTo(2500);
        assertThat(open("/providers/groq-cloud").json().get("slug").asText()).isEqualTo("groq");
        assertThat(open("/providers/stats").body())
                .isEqualTo(
                        "{\"total\":4,\"active\":4,\"inactive\":0,\"healthy\":1,\"degraded\":1,\"down\":0,\"unknown\":2}");
    }

    @Test
    void etag_saves304() {
        Answer first = open("/models");
        String tag = first.header("ETag");
        Answer again =
                api.send(api.anonymous("/models").header("If-None-Match", tag).GET());

        assertThat(tag).matches("\"g1-[0-9a-f]{16}\"");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(open("/models").body()).isEqualTo(first.body());
        assertThat(api.send(api.anonymous("/models")
                                .header("If-None-Match", "\"x\"")
                                .GET())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void gzip_holdsSameBytes() throws IOException {
        String plain = open("/models?limit=500").body();
        Answer zipped = api.send(api.anonymous("/models?limit=500")
                .header("Accept-Encoding", "br, gzip")
                .GET());

        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(zipped.header("ETag")).endsWith("-gzip\"");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.bytes()))) {
            assertThat(new ObjectMapper().readTree(in)).isEqualTo(new ObjectMapper().readTree(plain));
        }
        assertThat(api.send(api.anonymous("/models")
                                .header("Accept-Encoding", "gzip;q=0")
                                .GET())
                        .header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void metrics_showCatalogAndRequests() {
        open("/models/stats");
        String text = open("/metrics").body();

        assertThat(text)
                .contains("catalog_models{provider=\"openrouter\",state=\"active\"} 2500.0")
                .contains("catalog_generation 1.0")
                .contains("http_server_requests_seconds_count{method=\"GET\",status=\"200\",uri=\"/models/stats\"}")
                // Nobody has looked at stored prices yet, which is not the same as nothing found.
                .doesNotContain("price_audit_findings{", "\nprice_audit_timestamp ");
    }

    @Test
    void index_namesPaths() {
        assertThat(open("/").json().get("paths").toString()).contains("\"/models\"");
    }
}
