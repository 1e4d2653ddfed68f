package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModelSyncTest {
    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    @Test
    void health_answersWithoutKey() {
        ApiFixture.Answer answer = api.send(api.anonymous("/health").GET());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").asText()).isEqualTo("healthy");
    }

    @Test
    void status_countsAll() {
        api.sql(CatalogRows.models("openrouter", 2500));
        ApiFixture.Answer answer = api.get("/admin/model-sync/status");
        System.err.println(answer.body());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/models/stats/active").asLong()).isEqualTo(2500);
    }

    @Test
    void provider_answersWithDetails() {
        ApiFixture.Answer answer = api.post("/admin/model-sync/provider/openrouter");
        System.err.println(answer.body());
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void all_answersWithDetails() {
        ApiFixture.Answer answer = api.post("/admin/model-sync/all?dry_run=true");
        System.err.println(answer.body());
        assertThat(answer.status()).isEqualTo(200);
        System.err.println(api.get("/admin/nope").body()
                + api.get("/admin/model-sync/all").raw().headers());
        System.err.println(api.get("/admin/model-sync/health").body());
    }
}
