package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    /** Generation 1 adds 1 to 3; 2 changes the price of 1; 3 takes 2 away and changes facts of 3; 4 turns the price of 1 back. */
    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 3) + """
                INSERT INTO change_events (type, at, provider_slug, provider_model_id, generation, job_id) VALUES
                    ('model.added', '2026-01-01T00:00:00Z', 'openrouter', 'vendor/model-1', 1, 'job'),
                    ('model.added', '2026-01-01T00:00:00Z', 'openrouter', 'vendor/model-2', 1, 'job'),
                    ('model.added', '2026-01-01T00:00:00Z', 'openrouter', 'vendor/model-3', 1, 'job'),
                    ('price.changed', '2026-02-01T00:00:00Z', 'openrouter', 'vendor/model-1', 2, 'job'),
                    ('model.delisted', '2026-03-01T00:00:00Z', 'openrouter', 'vendor/model-2', 3, 'job'),
                    ('model.updated', '2026-03-01T00:00:00Z', 'openrouter', 'vendor/model-3', 3, 'job'),
                    ('price.changed', '2026-04-01T00:00:00Z', 'openrouter', 'vendor/model-1', 4, 'job');
                INSERT INTO model_pricing_history (model_id, change_kind, pricing_state, previous_state, components,
                    previous_components, valid_from, changed_at, changed_by, job_id, fence, snapshot_sha256,
                    transformer_version, generation)
                SELECT m.id, v.kind, 'priced', NULL, jsonb_build_array(jsonb_build_object('kind', 'input', 'unit', 'token',
                       'usd', v.usd, 'raw', '1', 'condition', '{}'::jsonb)), NULL, v.at::timestamptz, v.at::timestamptz,
                       'provider', 'job', v.generation, '\\xab', 3, v.generation
                FROM catalog_models m JOIN (VALUES
                    (1, 'first', '0.000001', '2026-01-01T00:00:00Z', 1), (1, 'change', '0.000002', '2026-02-01T00:00:00Z', 2),
                    (1, 'change', '0.000001', '2026-04-01T00:00:00Z', 4), (2, 'first', '0.000005', '2026-01-01T00:00:00Z', 1))
                    v (model, kind, usd, at, generation) ON m.provider_model_id = 'vendor/model-' || v.model;
                UPDATE catalog_generation SET generation = 4;
                """);
    }

    private static String shown(JsonNode list) {
        StringBuilder text = new StringBuilder();
        list.forEach(model -> text.append(model.get("provider_model_id").asText())
                .append(' ')
                .append(model.at("/before/prompt").asText("-"))
                .append(' ')
                .append(model.at("/after/prompt").asText("-"))
                .append(' ')
                .append(model.get("facts_changed").asText())
                .append(';'));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "0, 4, 2, 0, 0",
                "1, 2, 0, 0, 1",
                "1, 4, 0, 1, 1",
                "2026-01-15T00:00:00Z, 2026-02-15T00:00:00Z, 0, 0, 1",
                "2026-02-15T00:00:00Z, 2026-02-16T00:00:00Z, 0, 0, 0",
            })
    void counts_areOfModelsThatReallyDiffer(String from, String to, int added, int removed, int changed) {
        JsonNode diff = api.get("/diff?from=" + from + "&to=" + to).json();

        assertThat(diff.get("counts").toString())
                .isEqualTo("{\"added\":" + added + ",\"removed\":" + removed + ",\"changed\":" + changed + "}");
    }

    @Test
    void models_haveOldAndNewPrices() {
        JsonNode diff = api.get("/diff?from=1&to=3").json();

        assertThat(shown(diff.get("added"))).isEmpty();
        assertThat(shown(diff.get("removed"))).isEqualTo("vendor/model-2 0.000005 - false;");
        assertThat(shown(diff.get("changed")))
                .isEqualTo("vendor/model-1 0.000001 0.000002 false;vendor/model-3 - - true;");
        assertThat(api.get("/diff?from=0&limit=1").json().get("added")).hasSize(1);
    }

    @Test
    void badRanges_answer400() {
        assertThat(api.get("/diff").json().at("/errors/0/field").asText()).isEqualTo("from");
        assertThat(api.get("/diff?from=3&to=1").status()).isEqualTo(400);
        assertThat(api.get("/diff?from=1&to=99").status()).isEqualTo(400);
        assertThat(api.get("/diff?from=yesterday").status()).isEqualTo(400);
    }
}
