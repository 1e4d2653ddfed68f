package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceState;
import org.junit.jupiter.api.Test;

class OneRouterTest {
    @Test
    void map_dearestStandardOffer_isTheHeadline() {
        CatalogModel model = MapperRun.model(new OneRouter(), """
                {"id":"acme/lynx","display_name":"Lynx","category_type":"LLM","min_prompt_price":0.2,
                 "min_completion_price":0.8,"providers":[
                  {"provider_slug":"b","service_tier":"standard","prompt_price":0.40,"completion_price":1.7},
                  {"provider_slug":"a","service_tier":"standard","prompt_price":0.4,"completion_price":1.6},
                  {"provider_slug":"a","service_tier":"priority","prompt_price":9,"completion_price":9},
                  {"provider_slug":"a","service_tier":"standard","prompt_price":7,"completion_price":7}]}""");

        assertThat(MapperRun.prices(model))
                .containsExactly(
                        "input/token {offer=a, service_tier=priority} 0.000009",
                        "input/token {offer=a, service_tier=standard} 0.0000004",
                        "input/token {offer=b, service_tier=standard} 0.0000004",
                        "input/token 0.000007",
                        "output/token {offer=a, service_tier=priority} 0.000009",
                        "output/token {offer=a, service_tier=standard} 0.0000016",
                        "output/token {offer=b, service_tier=standard} 0.0000017",
                        "output/token 0.000007");
        assertThat(model.metadata()).doesNotContainKey("price_basis");
    }

    @Test
    void map_withoutStandardOffer_marksTheFloor() {
        CatalogModel model = MapperRun.model(new OneRouter(), """
                {"id":"acme/lynx","category_type":"llm","min_prompt_price":0.06,"min_completion_price":0.12,
                 "providers":[{"provider_slug":"a","service_tier":"standard","prompt_price":0,"completion_price":0}]}""");

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.00000006", "output/token 0.00000012");
        assertThat(model.metadata()).containsEntry("price_basis", "floor");
    }

    @Test
    void map_zeroIsFreeOnlyWithTheSuffix() {
        MapperRun run = MapperRun.of(
                new OneRouter(),
                "{\"id\":\"a/x:free\",\"category_type\":\"LLM\",\"min_prompt_price\":0,\"min_completion_price\":0}",
                "{\"id\":\"a/x\",\"category_type\":\"LLM\",\"min_prompt_price\":0,\"min_completion_price\":0}");

        assertThat(run.models)
                .extracting(m -> m.pricing().state())
                .containsExactly(PriceState.FREE, PriceState.UNKNOWN);
        assertThat(run.models)
                .extracting(m -> m.pricing().basis())
                .containsExactly("free_suffix", "zero_price_undeclared");
    }

    @Test
    void map_videoModel_hasNoTokenPrice() {
        CatalogModel model = MapperRun.model(new OneRouter(), """
                {"id":"acme/reel","category_type":"VIDEO","output_modalities":["video"],"min_prompt_price":0.35}""");

        assertThat(model.pricing().basis()).isEqualTo("unit_unknown");
        assertThat(model.metadata()).containsEntry("min_prompt_price", "0.35");
    }

    @Test
    void map_facts() {
        CatalogModel model = MapperRun.model(new OneRouter(), """
                {"id":"acme/lynx","category_type":"LLM","context_length":8192,"max_output_tokens":8192,
                 "input_modalities":["text","image"],"supports_function_calling":true}""");

        assertThat(model.contextLength()).isEqualTo(8192);
        assertThat(model.maxOutputTokens()).as("repeats the context").isNull();
        assertThat(model.capabilities()).isEqualTo(new Capabilities(null, true, true, null, null, null));
    }

    @Test
    void map_displayOnly_isNotOffered() {
        assertThat(MapperRun.of(new OneRouter(), "{\"id\":\"a\",\"is_display_only\":true}").skips)
                .containsExactly(SkipReason.NOT_OFFERED);
    }
}
