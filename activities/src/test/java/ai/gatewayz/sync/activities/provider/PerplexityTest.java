package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PerplexityTest {
    @Tag("P59")
    @Test
    void map_unitOfTheRow() {
        CatalogModel model = MapperRun.model(new Perplexity(), """
                {"id":"acme/lynx","pricing":{"input":1.75,"output":14,"cache_read":0.175,"cache_write":12.5,
                 "unit":"usd_per_1m_tokens"}}""");

        assertThat(MapperRun.prices(model))
                .containsExactly(
                        "input/token 0.00000175",
                        "output/token 0.000014",
                        "cache_read/token 0.000000175",
                        "cache_write/token 0.0000125");
    }

    @Tag("P59")
    @Test
    void map_anyOtherUnit_isRefusedAndKept() {
        MapperRun run = MapperRun.of(
                new Perplexity(),
                "{\"id\":\"x\",\"pricing\":{\"input\":1.5,\"output\":2,\"unit\":\"usd_per_1k_tokens\"}}",
                "{\"id\":\"y\",\"pricing\":{\"input\":3}}");

        assertThat(run.refusals)
                .containsExactly(PriceRefusal.UNIT_UNKNOWN, PriceRefusal.UNIT_UNKNOWN, PriceRefusal.UNIT_UNKNOWN);
        assertThat(run.models).extracting(m -> m.pricing().basis()).containsExactly("unit_unknown", "unit_unknown");
        assertThat(run.models.get(0).metadata())
                .containsEntry("pricing.input", "1.5")
                .containsEntry("pricing.unit", "usd_per_1k_tokens");
    }

    @Test
    void map_withoutPricing_isAbsent() {
        assertThat(MapperRun.model(new Perplexity(), "{\"id\":\"x\"}").pricing().basis())
                .isEqualTo("absent");
    }
}
