package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldChangesTest {
    private static final String LIST = "/admin/held-changes";
    private static final String SYNC_STATE =
            "INSERT INTO provider_sync_state (provider_id) SELECT id FROM providers ON CONFLICT DO NOTHING;";

    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    /** Holds of {@code vendor/model-1} and so on of both providers, ten times what is served. */
    private void hold(int openrouter, int groq) {
        api.sql(CatalogRows.models("openrouter", Math.max(1, openrouter))
                + CatalogRows.models("groq", Math.max(1, groq))
                + SYNC_STATE
                + holds("openrouter", openrouter)
                + holds("groq", groq));
    }

    private static String holds(String provider, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> CatalogRows.hold(provider, Integer.toString(n), "0.0000015"))
                .collect(Collectors.joining());
    }

    private Answer decide(String body) {
        return api.send(api.request(LIST + "/decisions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private long total(String query) {
        return api.get(LIST + query).json().get("total").asLong();
    }

    private String prompt(String provider, int model) {
        return api.get("/models/" + provider + "/vendor/model-" + model)
                .json()
                .at("/pricing/prompt")
                .asText();
    }

    @Test
    void pages_haveEveryHoldOnce_andTellHowManyThereAre() {
        hold(5, 0);
        List<Long> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode answer = api.get(LIST + "?limit=2" + cursor).json();
            assertThat(answer.get("total").asLong()).isEqualTo(5);
            answer.get("data").forEach(hold -> seen.add(hold.get("id").asLong()));
            cursor = "&cursor=" + answer.get("next_cursor").asText();
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(cursor).isEqualTo("&cursor=null");
    }

    @Test
    void filters_applyTogether() {
        hold(3, 2);
        api.sql("UPDATE held_changes SET rule = 'ratio', job_id = 'catalog-sync-manual-x' WHERE id IN"
                + " (SELECT min(h.id) FROM held_changes h GROUP BY h.provider_id)");

        assertThat(total("")).isEqualTo(5);
        assertThat(total("?provider=groq-cloud")).isEqualTo(2);
        assertThat(total("?rule=ratio")).isEqualTo(2);
        assertThat(total("?rule=ratio&provider=openrouter")).isEqualTo(1);
        assertThat(total("?run=catalog-sync-manual-x")).isEqualTo(2);
        assertThat(total("?run=catalog-sync-manual-x&rule=band")).isZero();
        assertThat(api.get(LIST + "?rule=nonsense").status()).isEqualTo(400);
        assertThat(api.get(LIST + "?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void aHold_tellsWhatItWasComparedWith_andHowFarItIs() {
        hold(2, 0);
        api.sql("UPDATE held_changes SET rule = 'reference_power_of_ten', compared_with ="
                + " '[{\"source\": \"reference:litellm\", \"reference_id\": \"m\", \"components\": [{\"kind\": \"input\","
                + " \"unit\": \"token\", \"usd\": \"0.0000000015\", \"raw\": \"1.5e-9\", \"condition\": {}}]}]'"
                + " WHERE id = (SELECT min(id) FROM held_changes)");
        JsonNode data = api.get(LIST).json().get("data");
        JsonNode byMove = data.get(0);
        JsonNode byReference = data.get(1);

        assertThat(byMove.get("factor").asText()).isEqualTo("10");
        assertThat(byMove.at("/compared_with/0/source").asText()).isEqualTo("served");
        assertThat(byMove.at("/compared_with/0/price/prompt").asText()).isEqualTo("0.00000015");
        assertThat(byMove.at("/approve_serves/prompt").asText()).isEqualTo("0.0000015");
        assertThat(byReference.get("factor").asText()).isEqualTo("1000");
        assertThat(byReference.at("/compared_with/1/source").asText()).isEqualTo("reference:litellm");
        assertThat(byReference.at("/compared_with/1/price/prompt").asText()).isEqualTo("0.0000000015");
    }

    @Test
    void underAPin_anApprovalServesThePin() {
        hold(1, 0);
        Answer pinned = api.send(api.request("/admin/overrides")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"provider\":\"openrouter\",\"model_id\":\"vendor/model-1\","
                        + "\"kind\":\"price\",\"prompt\":\"0.000009\"}")));
        JsonNode hold = api.get(LIST).json().at("/data/0");
        Answer approved = api.post(LIST + "/" + hold.get("id") + "/approve");

        assertThat(pinned.status()).isEqualTo(201);
        assertThat(hold.at("/approve_serves/prompt").asText()).isEqualTo("0.000009");
        assertThat(approved.json().get("approve_serves").isNull()).isTrue();
        assertThat(prompt("openrouter", 1)).isEqualTo("0.000009");
    }

    @Test
    void anotherNumberThanExpected_changesNothing() {
        hold(3, 2);
        long generation = api.get("/models?limit=1").json().get("generation").asLong();
        Answer answer = decide("{\"decision\":\"approve\",\"filter\":{\"provider\":\"openrouter\"},\"expected\":2}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asText())
                .isEqualTo("this decides about 3 held prices, not 2; nothing was changed");
        assertThat(total("")).isEqualTo(5);
        assertThat(api.get("/models?limit=1").json().get("generation").asLong()).isEqualTo(generation);
    }

    @Test
    void aFilter_approvesAllThatItMatches() {
        hold(3, 2);
        Answer answer = decide(
                "{\"decision\":\"approve\",\"filter\":{\"provider\":\"openrouter\"},\"expected\":3,\"note\":\"announced\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("decided").asInt()).isEqualTo(3);
        assertThat(answer.json().get("decision").asText()).isEqualTo("approved");
        assertThat(prompt("openrouter", 3)).isEqualTo("0.0000015");
        assertThat(prompt("groq", 1)).isEqualTo("0.00000015");
        assertThat(total("?provider=groq")).isEqualTo(2);
        assertThat(api.get(LIST + "?status=approved")
                        .json()
                        .at("/data/0/decision/note")
                        .asText())
                .isEqualTo("announced");
    }

    @Test
    void ids_areDecidedOnlyTogether() {
        hold(3, 0);
        JsonNode data = api.get(LIST).json().get("data");
        String ids = "[" + data.at("/0/id") + "," + data.at("/1/id") + "]";
        String body = "{\"decision\":\"reject\",\"ids\":" + ids + ",\"expected\":2}";

        assertThat(decide(body).json().get("ids")).hasSize(2);
        assertThat(decide(body).status()).isEqualTo(409);
        assertThat(total("")).isEqualTo(1);
        assertThat(total("?status=rejected")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"decision\":\"approve\",\"filter\":{}}",
                "{\"decision\":\"approve\",\"expected\":1}",
                "{\"decision\":\"approve\",\"filter\":{},\"ids\":[1],\"expected\":1}",
                "{\"decision\":\"maybe\",\"filter\":{},\"expected\":1}",
                "{\"decision\":\"approve\",\"filter\":{},\"expected\":0}",
                "{\"decision\":\"approve\",\"filter\":{},\"expected\":\"1\"}",
                "{\"decision\":\"approve\",\"filter\":[],\"expected\":1}",
                "{\"decision\":\"approve\",\"filter\":{\"status\":\"x\"},\"expected\":1}",
                "{\"decision\":\"approve\",\"filter\":{\"rule\":\"x\"},\"expected\":1}",
                "{\"decision\":\"approve\",\"ids\":[],\"expected\":1}",
                "{\"decision\":\"approve\",\"ids\":[\"1\"],\"expected\":1}",
                "{\"decision\":\"approve\",\"ids\":[0],\"expected\":1}"
            })
    void wrongDecisions_areRefused(String body) {
        assertThat(decide(body).status()).isEqualTo(400);
    }
}
