package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NearTest {
    private static String cost(String name, int nano) {
        return "\"" + name + "\":{\"amount\":" + nano + ",\"scale\":9,\"currency\":\"USD\"}";
    }

    private static String text(String tiers) {
        return "\"textPricing\":{\"version\":1,\"currency\":\"USD\",\"unit\":\"million_tokens\","
                + "\"tiers\":{\"default\":{" + tiers + "}}}";
    }

    @Test
    void cacheRead_isAPrice() {
        CatalogModel model = MapperRun.model(
                new Near(),
                "{\"modelId\":\"dune\"," + cost("inputCostPerToken", 850) + "," + cost("cacheReadCostPerToken", 170)
                        + "}");

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.00000085", "cache_read/token 0.00000017");
        assertThat(model.pricing().isComplete()).isTrue();
    }

    @Test
    void longPromptsWithoutASize_areReportedAndNotApplied() {
        CatalogModel model = MapperRun.model(
                new Near(),
                "{\"modelId\":\"dune\"," + cost("inputCostPerToken", 5000) + ","
                        + text("\"short\":{\"uncachedInput\":\"5.00\",\"cacheWrite\":\"6.25\"},"
                                + "\"long\":{\"uncachedInput\":\"10.00\"}")
                        + "}");

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.000005", "cache_write/token 0.00000625");
        assertThat(model.pricing().unread()).containsExactly("/textPricing/tiers/default/long/uncachedInput");
    }

    @Test
    void twoReadingsOfOnePrice_areRefused() {
        MapperRun run = MapperRun.of(
                new Near(),
                "{\"modelId\":\"dune\"," + cost("inputCostPerToken", 5000) + ","
                        + text("\"short\":{\"uncachedInput\":\"6.00\"}") + "}");

        assertThat(run.refusals).containsExactly(PriceRefusal.CONFLICTING);
        assertThat(run.models.get(0).pricing().components()).isEmpty();
    }

    @Test
    void featuresAndTheEnd_areRead() {
        CatalogModel model = MapperRun.model(
                new Near(),
                "{\"modelId\":\"dune\",\"metadata\":{\"supportedFeatures\":[\"tools\",\"json_mode\"],"
                        + "\"deprecationDate\":\"2027-01-01T00:00:00Z\"}}");

        assertThat(model.deprecatedAt()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(model.capabilities().functionCalling()).isTrue();
        assertThat(model.capabilities().reasoning()).isFalse();
    }
}
