package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import org.junit.jupiter.api.Test;

class PerplexityRouterTest {
    @Test
    void map_withoutUnit_isTheDocumentedOne() {
        CatalogModel model = MapperRun.model(
                new PerplexityRouter(),
                "{\"id\":\"perplexity/quill\",\"pricing\":{\"input\":1.75,\"output\":14,\"cache_read\":0.175}}");

        assertThat(MapperRun.prices(model))
                .containsExactly("input/token 0.00000175", "output/token 0.000014", "cache_read/token 0.000000175");
        assertThat(model.pricing().unread()).isEmpty();
    }

    @Test
    void map_modelOfAnotherHost_isNotComplete() {
        CatalogModel model = MapperRun.model(
                new PerplexityRouter(), "{\"id\":\"acme/lynx\",\"pricing\":{\"input\":1.75,\"output\":14}}");

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.00000175", "output/token 0.000014");
        assertThat(model.pricing().unread()).containsExactly("/pricing/flex", "/pricing/long_context");
    }

    @Test
    void map_anotherName_isUnread() {
        CatalogModel model = MapperRun.model(
                new PerplexityRouter(),
                "{\"id\":\"perplexity/quill\",\"pricing\":{\"input_cost\":1.75,\"output\":14}}");

        assertThat(MapperRun.prices(model)).containsExactly("output/token 0.000014");
        assertThat(model.pricing().unread()).containsExactly("/pricing/input_cost");
    }

    @Test
    void map_anotherUnit_isRefused() {
        MapperRun run = MapperRun.of(
                new PerplexityRouter(),
                "{\"id\":\"perplexity/quill\",\"pricing\":{\"input\":1.5,\"unit\":\"usd_per_1k_tokens\"}}");

        assertThat(run.refusals).containsExactly(PriceRefusal.UNIT_UNKNOWN);
        assertThat(run.models).extracting(m -> m.pricing().basis()).containsExactly("unit_unknown");
    }
}
