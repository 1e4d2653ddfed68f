package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class InvalidationTargetsTest {
    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    @Test
    void everyTarget_isShownWithWhatItMissed() {
        assertThat(api.get("/admin/subscriptions").body()).isEqualTo("{\"data\":[],\"total\":0}");
        api.sql("""
                INSERT INTO cache_invalidations (source, tags, is_catalog_wide, generation)
                SELECT 'change', '{model:a}', false, n FROM generate_series(1, 5) n;
                INSERT INTO cache_targets (target, delivered_id, delivered_at) VALUES ('redis', 5, '2026-11-21T10:00:00Z');
                INSERT INTO cache_targets (target, delivered_id, failures, last_error, next_attempt_at)
                VALUES ('subscriber:0011223344556677', 2, 3, 'HTTP 500', '2026-11-21T10:00:08Z');
                """);

        JsonNode found = api.get("/admin/subscriptions").json();
        assertThat(found.get("total").asInt()).isEqualTo(2);
        assertThat(found.at("/data/0").toString())
                .isEqualTo("{\"target\":\"redis\",\"kind\":\"redis\",\"delivered_at\":\"2026-11-21T10:00:00Z\","
                        + "\"failures\":0,\"last_error\":null,\"next_attempt_at\":null,\"pending\":0}");
        assertThat(found.at("/data/1").toString())
                .isEqualTo("{\"target\":\"subscriber:0011223344556677\",\"kind\":\"subscriber\",\"delivered_at\":null,"
                        + "\"failures\":3,\"last_error\":\"HTTP 500\",\"next_attempt_at\":\"2026-11-21T10:00:08Z\","
                        + "\"pending\":3}");
    }
}
