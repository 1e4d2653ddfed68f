package ai.gatewayz.sync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagingTest {
    @Test
    void anthropic_walksByLastId() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 1)) {
            FleetClient client = new FleetClient(fleet);
            JsonNode first = client.list("anthropic", "limit=4");
            assertThat(first.get("data")).hasSize(4);
            assertThat(first.get("has_more").booleanValue()).isTrue();
            assertThat(first.get("last_id")).isEqualTo(first.at("/data/3/id"));
            JsonNode last = client.list(
                    "anthropic", "limit=8&after_id=" + first.get("last_id").textValue());
            assertThat(last.get("data")).hasSize(7);
            assertThat(last.get("has_more").booleanValue()).isFalse();
        }
    }

    @Test
    void near_reportsLimitOffsetAndTotal() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 1)) {
            JsonNode page = new FleetClient(fleet).list("near", "limit=10&offset=30");
            assertThat(page.get("models")).hasSize(7);
            assertThat(List.of(
                            page.get("limit").intValue(),
                            page.get("offset").intValue(),
                            page.get("total").intValue()))
                    .containsExactly(10, 30, 37);
        }
    }

    @Test
    void cloudflare_givesShortLastPage() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 1)) {
            JsonNode page = new FleetClient(fleet).list("cloudflare-workers-ai", "page=3&per_page=30");
            assertThat(page.get("result")).hasSize(5);
            assertThat(page.at("/result_info/total_pages").intValue()).isEqualTo(3);
            assertThat(page.at("/result_info/total_count").intValue()).isEqualTo(65);
        }
    }

    @Test
    void fal_refusesMoreThanFiftyIds_andForeignCursors() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(2_000, 1)) {
            FleetClient client = new FleetClient(fleet);
            StringBuilder ids = new StringBuilder("a0");
            for (int i = 1; i <= 50; i++) {
                ids.append(",a").append(i);
            }
            assertThat(client.get("fal", "/models/pricing?endpoint_id=" + ids).statusCode())
                    .isEqualTo(400);
            assertThat(client.get("fal", "/models?cursor=bm9wZQ").statusCode()).isEqualTo(400);
            assertThat(client.get("fal", "/models?limit=ten").statusCode()).isEqualTo(400);
        }
    }
}
