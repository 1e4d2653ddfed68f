package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProviderVerdictTest {
    private static final String ROW =
            "INSERT INTO pricing_sync_log (provider_slug, kind, job_id, workflow_id, run_id, sync_started_at,"
                    + " sync_completed_at, duration_ms, status, outcome, triggered_by, list_verdict, error_message)"
                    + " VALUES ('openrouter', 'FULL', 'j', 'provider-sync:openrouter', '%s', now(), now(), 1, '%s', '%s',"
                    + " 'api', %s, %s);";

    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    private String verdict(String slug) {
        JsonNode provider = api.get("/providers/" + slug).json();
        return provider.get("verdict").asText() + ": "
                + provider.get("verdict_reason").asText();
    }

    private void state(String set) {
        api.sql("INSERT INTO provider_sync_state (provider_id) SELECT id FROM providers ON CONFLICT DO NOTHING;"
                + "UPDATE provider_sync_state SET " + set
                + " WHERE provider_id = (SELECT id FROM providers WHERE slug = 'openrouter');");
    }

    @Test
    void aVerdict_saysWhyInASentence() {
        assertThat(verdict("groq")).isEqualTo("never_synced: no sync of it has ended yet; it needs an API key");
        state("last_success_at = now(), models_listed = 12, models_missing = 3");
        api.sql(ROW.formatted("1", "success", "synced", "NULL", "NULL"));
        assertThat(verdict("openrouter")).isEqualTo("ok: null");
        JsonNode counted = api.get("/providers/openrouter").json();
        assertThat(counted.get("listed").asInt()).isEqualTo(12);
        assertThat(counted.get("kept_missing").asInt()).isEqualTo(3);

        api.sql(ROW.formatted("2", "success", "synced", "'shrunk'", "NULL"));
        assertThat(verdict("openrouter"))
                .isEqualTo("shrunk: its list has less than half of the models"
                        + " that were known; 3 models that are missing are kept");
        api.sql(ROW.formatted("3", "success", "not_modified", "NULL", "NULL"));
        assertThat(verdict("openrouter")).startsWith("shrunk: ");

        api.sql(ROW.formatted("4", "failed", "failed", "NULL", "'HTTP 503'"));
        state("consecutive_failures = 1");
        assertThat(verdict("openrouter")).isEqualTo("failing: its last sync failed: HTTP 503");
        state("consecutive_failures = 4");
        assertThat(verdict("openrouter")).isEqualTo("down: its last 4 syncs failed: HTTP 503");
        api.post("/admin/providers/openrouter?is_active=false");
        assertThat(verdict("openrouter")).isEqualTo("disabled: an operator switched it off");
    }
}
