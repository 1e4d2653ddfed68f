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

class DecisionsTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 8)
                + "INSERT INTO provider_sync_state (provider_id) SELECT id FROM providers ON CONFLICT DO NOTHING;");
    }

    private static void hold(String model, String input) {
        api.sql(CatalogRows.hold("openrouter", model, input));
    }

    private static JsonNode pending(String model) {
        for (JsonNode change : api.get("/admin/held-changes?provider=openrouter&limit=1000")
                .json()
                .get("data")) {
            if (change.get("provider_model_id").asText().equals("vendor/model-" + model)) {
                return change;
            }
        }
        throw new AssertionError("nothing pending for " + model);
    }

    private static Answer post(String path, String body) {
        return api.send(
                api.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static String prompt(String model) {
        return api.get("/models/openrouter/vendor/model-" + model)
                .json()
                .at("/pricing/prompt")
                .asText();
    }

    @Test
    void approval_servesThePriceAtOnce() {
        hold("1", "0.0000015");
        JsonNode change = pending("1");
        long before = api.get("/models?limit=1").json().get("generation").asLong();

        assertThat(change.get("rule").asText()).isEqualTo("unit_signature");
        assertThat(change.get("released_by").toString()).isEqualTo("[\"approval\",\"second_source\"]");
        assertThat(change.at("/before/prompt").asText()).isEqualTo("0.00000015");
        assertThat(change.at("/after/prompt").asText()).isEqualTo("0.0000015");
        assertThat(change.at("/after/components/0/raw").asText()).isEqualTo("1.5");
        assertThat(change.at("/origin/snapshot_sha256").asText()).isEqualTo("abcd");

        String path = "/admin/held-changes/" + change.get("id") + "/approve";
        Answer answer = post(path, "{\"note\":\"announced\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").asText()).isEqualTo("approved");
        assertThat(answer.json().at("/decision/note").asText()).isEqualTo("announced");
        assertThat(answer.json().at("/decision/by").asText()).startsWith("admin/");
        assertThat(prompt("1")).isEqualTo("0.0000015");
        assertThat(api.get("/models?limit=1").json().get("generation").asLong()).isEqualTo(before + 1);
        assertThat(api.post(path).status()).isEqualTo(409);
        JsonNode events = api.get("/changes?since=0&limit=1000").json().get("data");
        assertThat(events.get(events.size() - 1).get("type").asText()).isEqualTo("price.released");
    }

    @Test
    void aDisagreementOfFeeds_showsWhatEachOfThemSays() {
        hold("5", "0.0000015");
        api.sql(
                "UPDATE held_changes SET rule = 'reference_disagreement', cleared_by_second_source = false, told_by ="
                        + " '[{\"source\": \"reference:models-dev\", \"reference_id\": \"orb\", \"components\": [{\"kind\":"
                        + " \"input\", \"unit\": \"token\", \"usd\": \"0.0000015\", \"raw\": \"1.5\", \"condition\": {}}]},"
                        + " {\"source\": \"reference:litellm\", \"reference_id\": \"x/orb\", \"components\": [{\"kind\": \"input\","
                        + " \"unit\": \"token\", \"usd\": \"0.0000025\", \"raw\": \"2.5e-6\", \"condition\": {}}]}]'"
                        + " FROM catalog_models m WHERE m.id = held_changes.model_id AND m.provider_model_id = 'vendor/model-5'");
        JsonNode change = pending("5");

        assertThat(change.get("released_by").toString()).isEqualTo("[\"approval\",\"agreeing_references\"]");
        assertThat(change.at("/after/prompt").asText()).isEqualTo("0.0000015");
        assertThat(change.at("/told_by/0/source").asText()).isEqualTo("reference:models-dev");
        assertThat(change.at("/told_by/0/price/prompt").asText()).isEqualTo("0.0000015");
        assertThat(change.at("/told_by/1/source").asText()).isEqualTo("reference:litellm");
        assertThat(change.at("/told_by/1/reference_id").asText()).isEqualTo("x/orb");
        assertThat(change.at("/told_by/1/price/prompt").asText()).isEqualTo("0.0000025");
        assertThat(change.at("/told_by/1/price/components/0/raw").asText()).isEqualTo("2.5e-6");
        assertThat(api.post("/admin/held-changes/" + change.get("id") + "/approve")
                        .status())
                .isEqualTo(200);
        assertThat(prompt("5")).isEqualTo("0.0000015");
    }

    @Test
    void rejection_keepsTheFormerPrice() {
        hold("2", "0.0000015");
        String path = "/admin/held-changes/" + pending("2").get("id") + "/reject";

        assertThat(post(path, "").json().get("status").asText()).isEqualTo("rejected");
        assertThat(prompt("2")).isEqualTo("0.00000015");
        assertThat(api.post(path).status()).isEqualTo(409);
        assertThat(api.get("/admin/held-changes?status=rejected").body()).contains("vendor/model-2");
        assertThat(api.get("/admin/held-changes").body()).doesNotContain("vendor/model-2\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/held-changes/999/approve, 404",
        "/admin/held-changes/x/approve, 404",
        "/admin/held-changes/999/reject, 404",
        "/admin/held-changes/1/approve?note=x, 400"
    })
    void wrongDecisions_areRefused(String path, int status) {
        assertThat(api.post(path).status()).isEqualTo(status);
    }

    @Test
    void viewers_readAndOperatorsDecide() {
        hold("3", "0.0000015");
        String id = pending("3").get("id").asText();
        for (String path : new String[] {"/admin/held-changes/" + id + "/approve", "/admin/overrides"}) {
            assertThat(api.send(api.anonymous(path)
                                    .header("Authorization", "Bearer " + ApiFixture.VIEWER)
                                    .POST(BodyPublishers.noBody()))
                            .status())
                    .isEqualTo(403);
            assertThat(api.send(api.anonymous(path).POST(BodyPublishers.noBody()))
                            .status())
                    .isEqualTo(401);
        }
        assertThat(api.send(api.anonymous("/admin/held-changes")
                                .header("Authorization", "Bearer " + ApiFixture.VIEWER)
                                .GET())
                        .status())
                .isEqualTo(200);
        assertThat(api.send(api.anonymous("/admin/held-changes/" + id + "/reject")
                                .header("Authorization", "Bearer " + ApiFixture.OPERATOR)
                                .POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPinnedPrice_isServedUntilThePinIsDeleted_andShowsThatUpstreamMoved() {
        Answer created = post(
                "/admin/overrides",
                "{\"provider\":\"openrouter\",\"model_id\":\"vendor/model-4\",\"kind\":\"price\",\"prompt\":\"0.000009\",\"note\":\"contract\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/pricing/prompt").asText()).isEqualTo("0.000009");
        assertThat(created.json().at("/upstream/prompt").asText()).isEqualTo("0.00000015");
        assertThat(created.json().get("upstream_moved").asBoolean()).isFalse();
        JsonNode model = api.get("/models/openrouter/vendor/model-4").json();
        assertThat(model.at("/pricing/prompt").asText()).isEqualTo("0.000009");
        assertThat(model.at("/price_provenance/basis").asText()).isEqualTo("pinned");

        api.sql("UPDATE model_pricing SET price_hash = '\\x99' WHERE model_id = (SELECT id FROM catalog_models WHERE"
                + " provider_model_id = 'vendor/model-4')");
        JsonNode pin = api.get("/admin/overrides?provider=openrouter").json().at("/data/0");
        assertThat(pin.get("upstream_moved").asBoolean()).isTrue();

        String path = "/admin/overrides/" + created.json().get("id");
        assertThat(api.send(api.request(path).DELETE()).status()).isEqualTo(200);
        assertThat(api.send(api.request(path).DELETE()).status()).isEqualTo(404);
        assertThat(prompt("4")).isEqualTo("0.00000015");
    }

    @Test
    void aModelThatIsPinnedOff_isNotActive() {
        int active = api.get("/models/stats").json().get("active").asInt();
        String body = "{\"provider\":\"openrouter\",\"model_id\":\"vendor/model-5\",\"kind\":\"delist\"}";
        Answer created = post("/admin/overrides", body);

        assertThat(created.status()).isEqualTo(201);
        assertThat(post("/admin/overrides", body).status()).isEqualTo(409);
        assertThat(api.get("/models/openrouter/vendor/model-5")
                        .json()
                        .get("is_active")
                        .asBoolean())
                .isFalse();
        assertThat(api.get("/models/stats").json().get("active").asInt()).isEqualTo(active - 1);
        assertThat(api.get("/models?gateway=openrouter&limit=100").body()).doesNotContain("vendor/model-5");

        api.send(api.request("/admin/overrides/" + created.json().get("id")).DELETE());
        assertThat(api.get("/models/stats").json().get("active").asInt()).isEqualTo(active);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400",
                "{\"provider\":\"nope\",\"model_id\":\"x\",\"kind\":\"price\"}|404",
                "{\"provider\":\"openrouter\",\"model_id\":\"x\",\"kind\":\"delist\"}|404",
                "{\"provider\":\"openrouter\",\"model_id\":\"vendor/model-6\",\"kind\":\"price\"}|400",
                "{\"provider\":\"openrouter\",\"model_id\":\"vendor/model-6\",\"kind\":\"other\"}|400",
                "{\"provider\":\"openrouter\",\"model_id\":\"vendor/model-6\",\"kind\":\"price\",\"prompt\":0.1}|400",
                "{\"provider\":\"openrouter\",\"model_id\":\"vendor/model-6\",\"kind\":\"price\",\"prompt\":\"1e-6\"}|400",
                "{\"provider\":\"openrouter\",\"model_id\":\"vendor/model-6\",\"kind\":\"price\",\"prompt\":\"0\"}|400",
                "{\"provider\":\"openrouter\",\"model_id\":\"vendor/model-6\",\"kind\":\"delist\",\"prompt\":\"1\"}|400",
                "{\"provider\":\"openrouter\",\"model_id\":\"vendor/model-6\",\"kind\":\"price\",\"state\":\"free\",\"prompt\":\"1\"}|400"
            })
    void wrongPins_areRefused(String body, int status) {
        assertThat(post("/admin/overrides", body).status()).isEqualTo(status);
    }

    @Test
    void heldChanges_areCountedByProvider() {
        hold("7", "0.0000015");

        assertThat(api.send(api.anonymous("/metrics").GET()).body()).contains("held_changes{provider=\"openrouter\"}");
    }
}
