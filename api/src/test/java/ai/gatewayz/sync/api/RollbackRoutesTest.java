package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Going back over HTTP; what the database makes of it is tested with real syncs, beside the write path. */
final class RollbackRoutesTest {
    private static final String PATH = "/admin/providers/groq/rollback";
    private static final String COMMIT = """
            BEGIN;
            UPDATE catalog_generation SET generation = generation + 1;
            INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, modality, content_hash)
            SELECT id, 'm-1', 'm-1', 'One', 'text->text', '' FROM providers WHERE slug = 'groq' ON CONFLICT DO NOTHING;
            INSERT INTO provider_sync_state (provider_id) SELECT id FROM providers ON CONFLICT DO NOTHING;
            INSERT INTO model_pricing AS p (model_id, pricing_state, pricing_basis, price_per_input_token, components,
                price_hash, pricing_source, last_updated)
            SELECT id, 'priced', 'quoted', %1$s, '[{"kind": "input", "unit": "token", "usd": "%1$s", "raw": "%1$s",
                "condition": {}}]'::jsonb, '\\x0%2$d', 'provider:groq', now() FROM catalog_models
            ON CONFLICT (model_id) DO UPDATE SET price_per_input_token = excluded.price_per_input_token,
                components = excluded.components, price_hash = excluded.price_hash;
            INSERT INTO model_pricing_history (model_id, change_kind, pricing_state, price_per_input_token, components,
                valid_from, changed_by, job_id, fence, snapshot_sha256, transformer_version, generation)
            SELECT model_id, CASE %2$d WHEN 1 THEN 'first' ELSE 'change' END, 'priced', price_per_input_token, components,
                now(), 'provider:groq', 'job', nextval('sync_fence_seq'), '', 1, %2$d FROM model_pricing;
            INSERT INTO change_events (type, provider_slug, provider_model_id, model_id, generation, job_id)
            SELECT CASE %2$d WHEN 1 THEN 'model.added' ELSE 'price.changed' END, 'groq', 'm-1', 'm-1', generation, 'job'
            FROM catalog_generation;
            COMMIT
            """;

    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    @BeforeEach
    void commitTwice() {
        api.sql(COMMIT.formatted("0.000001", 1));
        api.sql(COMMIT.formatted("0.000002", 2));
    }

    private Answer delete(String path) {
        return api.send(api.request(path).DELETE());
    }

    private String prompt() {
        return api.get("/models/groq/m-1").json().at("/pricing/prompt").asText();
    }

    private static String counts(JsonNode rollback) {
        return ((ObjectNode) rollback.deepCopy()).without("widest").toString();
    }

    @Test
    void anInstantIsTheGenerationThatReadersSawThen() {
        api.sql("UPDATE change_events SET at = '2026-03-01T00:00:00Z' WHERE generation = 1");
        assertThat(api.post(PATH + "?to=2026-03-02T00:00:00Z&dry_run=true")
                        .json()
                        .get("to")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.post(PATH + "?to=2026-02-02T00:00:00Z&dry_run=true")
                        .json()
                        .get("to")
                        .asInt())
                .isZero();
        assertThat(api.post(PATH + "?to=2026-13-02T00:00:00Z&dry_run=true").status())
                .isEqualTo(400);
    }

    @Test
    void rollback_isTriedMadeShownAndTakenBack() {
        JsonNode tried = api.post(PATH + "?to=1&dry_run=true").json();
        assertThat(counts(tried))
                .isEqualTo(
                        "{\"provider\":\"groq\",\"to\":1,\"dry_run\":true,\"pinned\":1,\"kept\":0,\"generation\":null}");
        JsonNode move = tried.get("widest").get(0);
        assertThat(move.get("provider_model_id").asText()).isEqualTo("m-1");
        assertThat(move.at("/before/prompt").asText()).isEqualTo("0.000002");
        assertThat(move.at("/after/prompt").asText()).isEqualTo("0.000001");
        assertThat(move.get("factor").asText()).isEqualTo("0.5");
        assertThat(prompt()).isEqualTo("0.000002");

        assertThat(counts(api.post(PATH + "?to=1").json()))
                .isEqualTo(
                        "{\"provider\":\"groq\",\"to\":1,\"dry_run\":false,\"pinned\":1,\"kept\":0,\"generation\":3}");
        assertThat(prompt()).isEqualTo("0.000001");
        JsonNode pin = api.get("/admin/overrides?provider=groq").json().at("/data/0");
        assertThat(pin.get("rolled_back_to").asInt()).isEqualTo(1);
        assertThat(pin.get("note").asText()).isEqualTo("rolled back to generation 1");
        assertThat(pin.at("/pricing/prompt").asText()).isEqualTo("0.000001");
        assertThat(pin.at("/upstream/prompt").asText()).isEqualTo("0.000002");
        assertThat(pin.get("upstream_moved").asBoolean()).isFalse();
        assertThat(api.get("/changes?since=2").json().at("/data/0/after/pinned").asBoolean())
                .isTrue();

        assertThat(delete(PATH).body()).isEqualTo("{\"provider\":\"groq\",\"removed\":1,\"generation\":4}");
        assertThat(prompt()).isEqualTo("0.000002");
        assertThat(delete(PATH).body()).isEqualTo("{\"provider\":\"groq\",\"removed\":0,\"generation\":null}");
        assertThat(api.get("/admin/audit").json().get("data")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, 'to is missing: the generation to go back to, up to 2'",
        "?to=3, 400, to must be a whole number from 0 to 2",
        "?to=-1, 400, to must be a whole number from 0 to 2",
        "?to=1.5, 400, to must be a whole number from 0 to 2",
        "?to=1&dry_run=yes, 400, dry_run must be true or false",
        "?to=1&force=true, 400, 'force is no parameter of this path; it takes dry_run, to'"
    })
    void badRequests_sayWhat(String query, int status, String detail) {
        Answer answer = api.post(PATH + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).isEqualTo(detail);
        assertThat(prompt()).isEqualTo("0.000002");
    }

    @Test
    void unknownProvider_isNotFound() {
        assertThat(api.post("/admin/providers/nope/rollback?to=1").status()).isEqualTo(404);
        assertThat(delete("/admin/providers/nope/rollback").status()).isEqualTo(404);
    }
}
