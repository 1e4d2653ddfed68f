package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading by kind and by time, column by column, and by ids that a path can hardly hold. */
class ModelReadTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 3) + CatalogRows.ODD + CatalogRows.hold("openrouter", "3", "0.0000015")
                + """
                UPDATE catalog_models SET kind = 'transcription' WHERE provider_model_id = 'whisper';
                UPDATE catalog_models SET kind = 'chat', changed_at = '2026-05-01T00:00:00Z',
                    created_at = '2026-04-01T00:00:00Z' WHERE provider_model_id = 'vendor/model-1';
                UPDATE catalog_models SET changed_at = '2026-01-01T00:00:00Z', created_at = '2026-01-01T00:00:00Z',
                    deprecated_at = '2027-01-01T00:00:00Z', metadata = '{"deprecated": "true", "replacement": "vendor/model-1"}'
                WHERE provider_model_id = 'vendor/model-2';
                INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, kind, modality,
                    content_hash)
                VALUES (1, 'silt/50%off', 'silt/50%off', 'Half', NULL, NULL, ''),
                       (1, 'silt/a%2Fb', 'silt/a%2fb', 'Escaped', NULL, NULL, ''),
                       (1, 'silt/a/b', 'silt/a/b', 'Slashed', NULL, NULL, '');
                UPDATE model_pricing SET components = '[
                    {"kind":"input","unit":"token","usd":"0.000002","raw":"2","condition":{}},
                    {"kind":"input","unit":"token","usd":"0.000001","raw":"1",
                     "condition":{"from":"16:30","to":"00:30","zone":"UTC"}},
                    {"kind":"input","unit":"token","usd":"0.000004","raw":"4","condition":{"min_prompt_tokens":"200000"}},
                    {"kind":"input","unit":"token","usd":"0.000001","raw":"1","condition":{"service_tier":"batch"}}]'
                WHERE model_id = (SELECT id FROM catalog_models WHERE provider_model_id = 'vendor/model-1');
                """);
    }

    private static JsonNode open(String path) {
        Answer answer = api.send(api.anonymous(path).GET());
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        open("/models?sort=name&" + query)
                .get("data")
                .forEach(model -> ids.add(model.get("provider_model_id").asText()));
        return ids;
    }

    @Test
    void filters_findByKindIdAndChange() {
        assertThat(ids("kind=transcription")).containsExactly("whisper");
        assertThat(ids("kind=chat,transcription&kind=chat")).containsExactly("vendor/model-1", "whisper");
        assertThat(ids("model_id=silt/a%252fb")).containsExactly("silt/a%2Fb");
        assertThat(ids("provider=openrouter&updated_since=2026-05-01T00:00:00Z&q=vendor"))
                .containsExactly("vendor/model-1", "vendor/model-3");
        assertThat(api.get("/models?kind=chatty").body()).contains("\"field\":\"kind\"");
        assertThat(api.get("/models?updated_since=yesterday").body()).contains("\"field\":\"updated_since\"");
    }

    @Test
    void models_tellKindAndLifeAndWhatIsUnknown() {
        JsonNode half = open("/models/openrouter/silt%2F50%25off");
        JsonNode old = open("/models/openrouter/vendor/model-2");

        assertThat(half.get("kind").isNull()).isTrue();
        assertThat(half.get("modality").isNull()).isTrue();
        assertThat(half.get("output_modalities")).isEmpty();
        assertThat(old.get("deprecated").asBoolean()).isTrue();
        assertThat(old.get("replacement").asText()).isEqualTo("vendor/model-1");
        assertThat(old.get("updated_at").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
        assertThat(old.get("last_seen_at").asText()).isEqualTo("2026-01-01T00:00:00.000Z");
    }

    @Test
    void alias_leadsToTheModelAsSoonAsItIsThere_andNoLonger() {
        String path = "/models/elsewhere/vendor/model-1";
        assertThat(api.send(api.anonymous(path).GET()).status()).isEqualTo(404);

        api.sql("UPDATE providers SET aliases = aliases || '{elsewhere}'::text[] WHERE slug = 'openrouter'");
        assertThat(open(path).get("provider_model_id").asText()).isEqualTo("vendor/model-1");

        api.sql("UPDATE providers SET aliases = array_remove(aliases, 'elsewhere') WHERE slug = 'openrouter'");
        assertThat(api.send(api.anonymous(path).GET()).status()).isEqualTo(404);
    }

    @Test
    void table_isTheSameColumnByColumn() {
        JsonNode table = open("/models/table?provider=openrouter&sort=id");
        JsonNode columns = table.get("columns");

        assertThat(table.get("total").asInt()).isEqualTo(6);
        assertThat(table.get("providers")).extracting(JsonNode::asText).containsExactly("openrouter");
        assertThat(columns.get("id"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "silt/50%off", "silt/a%2Fb", "silt/a/b", "vendor/model-1", "vendor/model-2", "vendor/model-3");
        columns.forEach(column -> assertThat(column).hasSize(6));
        assertThat(columns.get("input").toString())
                .isEqualTo("[null,null,null,\"0.00000015\",\"0.00000015\",\"0.00000015\"]");
        assertThat(table.get("kinds").get(columns.at("/kind/3").asInt()).asText())
                .isEqualTo("chat");
        assertThat(columns.at("/kind/0").isNull()).isTrue();
        assertThat(table.get("states").get(columns.at("/state/0").asInt()).asText())
                .isEqualTo("unknown");
        assertThat(columns.at("/capabilities/4").asInt())
                .as("streaming and function_calling")
                .isEqualTo(3);
        assertThat(table.get("terms").get(columns.at("/terms/3").asInt()).toString())
                .isEqualTo("{\"tiers\":2,\"windows\":[{\"when\":{\"from\":\"16:30\",\"to\":\"00:30\",\"zone\":\"UTC\"},"
                        + "\"percent\":-50}],\"services\":[\"batch\"]}");
        assertThat(columns.at("/terms/4").isNull()).isTrue();
        assertThat(columns.at("/held/5").asText()).isEqualTo("10");
        assertThat(columns.at("/held/4").isNull()).isTrue();
        assertThat(columns.at("/retires/4").asLong()).isEqualTo(1_798_761_600L);
        assertThat(columns.at("/complete/3").asInt()).isEqualTo(1);
        assertThat(columns.at("/pinned/3").asInt()).isZero();
    }

    @Test
    void table_isBoundedFilteredAndNotSentTwice() {
        Answer first = api.send(api.anonymous("/models/table?limit=2&q=vendor").GET());

        assertThat(first.json().get("total").asInt()).isEqualTo(3);
        assertThat(first.json().get("returned").asInt()).isEqualTo(2);
        assertThat(api.send(api.anonymous("/models/table?limit=2&q=vendor")
                                .header("If-None-Match", first.header("ETag"))
                                .GET())
                        .status())
                .isEqualTo(304);
        assertThat(open("/models/table?include_inactive=true&q=gone")
                        .at("/columns/removed/0")
                        .isNumber())
                .isTrue();
        assertThat(api.get("/models/table?limit=0").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "silt%2F50%25off, silt/50%off",
        "silt/50%25off, silt/50%off",
        "silt%2Fa%252Fb, silt/a%2Fb",
        "silt%2Fa%2Fb, silt/a/b",
        "silt/a/b, silt/a/b",
    })
    @Tag("G37")
    void ids_withPercentSignsAreReadAsTheyAre(String path, String id) {
        assertThat(open("/models/openrouter/" + path).get("provider_model_id").asText())
                .isEqualTo(id);
        assertThat(open("/prices/openrouter/" + path).get("provider_model_id").asText())
                .isEqualTo(id);
        assertThat(open("/prices/openrouter/" + path + "/history")
                        .get("provider_model_id")
                        .asText())
                .isEqualTo(id);
        assertThat(open("/v1/models/openrouter/" + path).get("id").asText()).isEqualTo("openrouter/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openrouter/vendor/model-1", "openrouter%2Fvendor%2Fmodel-1"})
    @Tag("G38")
    void openAiRetrieve_isTheEntryOfTheList(String id) {
        JsonNode entry = null;
        for (JsonNode candidate : open("/v1/models").get("data")) {
            entry = candidate.get("id").asText().equals("openrouter/vendor/model-1") ? candidate : entry;
        }

        assertThat(open("/v1/models/" + id)).isEqualTo(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/models/nobody/x", "/v1/models/x", "/v1/models/openrouter/", "/v1/models/deepinfra/gone"})
    @Tag("G38")
    void openAiRetrieve_ofNothing_answers404(String path) {
        assertThat(api.send(api.anonymous(path).GET()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/models/openrouter/vendor/modle-1",
                "/prices/openrouter/vendor/modle-1",
                "/v1/models/openrouter/vendor/modle-1",
                "/quote?provider=openrouter&model=vendor/modle-1"
            })
    void unknownIds_nameThoseThatAreClose(String path) {
        Answer answer = api.send(api.anonymous(path).GET());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asText())
                .startsWith("model vendor/modle-1 of openrouter not found; close to it: vendor/model-");
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("did_you_mean");
    }

    @Test
    void otherOrigins_mayReadOpenRoutesAndNothingElse() {
        assertThat(api.send(api.anonymous("/models")
                                .header("Origin", "https://a.example")
                                .GET())
                        .header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
        assertThat(api.send(api.anonymous("/models/nobody/x").GET()).header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
        assertThat(api.get("/admin/jobs").headers()).doesNotContainKey("access-control-allow-origin");
        assertThat(api.get("/models").headers()).doesNotContainKey("access-control-allow-credentials");
    }
}
