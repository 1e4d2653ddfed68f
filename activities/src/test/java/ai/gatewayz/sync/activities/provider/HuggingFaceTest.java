package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceState;
import org.junit.jupiter.api.Test;

class HuggingFaceTest {
    private static String offers(String... offers) {
        return "{\"id\":\"acme/Lynx\",\"providers\":[" + String.join(",", offers) + "]}";
    }

    private static String live(String host, String input, String output, String more) {
        return "{\"provider\":\"" + host + "\",\"status\":\"live\",\"pricing\":{\"input\":" + input + ",\"output\":"
                + output + "}" + more + "}";
    }

    @Test
    void map_oneLivePricedOffer_isTheHeadline() {
        CatalogModel model = MapperRun.model(
                new HuggingFace(),
                offers(
                        live("b", "0.05", "0.07", ",\"context_length\":8192,\"supports_tools\":false"),
                        "{\"provider\":\"a\",\"status\":\"live\",\"context_length\":16384,\"supports_tools\":true}",
                        "{\"provider\":\"c\",\"status\":\"staging\",\"context_length\":99999,"
                                + "\"pricing\":{\"input\":9,\"output\":9}}"));

        assertThat(MapperRun.prices(model))
                .containsExactly(
                        "input/token {offer=b} 0.00000005",
                        "input/token 0.00000005",
                        "output/token {offer=b} 0.00000007",
                        "output/token 0.00000007");
        assertThat(model.contextLength()).isEqualTo(16_384);
        assertThat(model.capabilities()).isEqualTo(new Capabilities(null, true, null, null, null, null));
        assertThat(model.metadata()).containsEntry("live_offers", "a, b");
    }

    @Test
    void map_equalOffers_arePriced() {
        CatalogModel model =
                MapperRun.model(new HuggingFace(), offers(live("a", "0.50", "1", ""), live("b", "0.5", "1.0", "")));

        assertThat(MapperRun.prices(model))
                .containsExactly(
                        "input/token {offer=a} 0.0000005",
                        "input/token {offer=b} 0.0000005",
                        "input/token 0.0000005",
                        "output/token {offer=a} 0.000001",
                        "output/token {offer=b} 0.000001",
                        "output/token 0.000001");
    }

    @Test
    void map_differentOffers_areDynamicWithTheirRange() {
        CatalogModel model =
                MapperRun.model(new HuggingFace(), offers(live("a", "3", "4.5", ""), live("b", "0.75", "4.5", "")));

        assertThat(model.pricing().state()).isEqualTo(PriceState.DYNAMIC);
        assertThat(model.metadata())
                .containsEntry("input_usd_per_1m_min", "0.75")
                .containsEntry("input_usd_per_1m_max", "3")
                .containsEntry("output_usd_per_1m_min", "4.5")
                .containsEntry("output_usd_per_1m_max", "4.5")
                .containsEntry("offer a", "3 in, 4.5 out, USD per 1M tokens")
                .containsEntry("offer b", "0.75 in, 4.5 out, USD per 1M tokens");
    }

    @Test
    void map_zero_isFreeOnlyWhenTheHostSaysSo() {
        MapperRun run = MapperRun.of(
                new HuggingFace(),
                offers(live("a", "0", "0", ",\"is_free\":true")),
                offers(live("a", "0", "0", ",\"is_free\":false")),
                offers(live("a", "0", "0", "")),
                offers(live("a", "0", "0", ",\"is_free\":true"), live("b", "1", "1", "")));

        assertThat(run.models)
                .extracting(m -> m.pricing().state())
                .containsExactly(PriceState.FREE, PriceState.UNKNOWN, PriceState.UNKNOWN, PriceState.DYNAMIC);
    }

    @Test
    void map_repeatedHost_countsOnce() {
        CatalogModel model =
                MapperRun.model(new HuggingFace(), offers(live("a", "1", "2", ""), live("a", "8", "9", "")));

        assertThat(MapperRun.prices(model))
                .containsExactly(
                        "input/token {offer=a} 0.000001",
                        "input/token 0.000001",
                        "output/token {offer=a} 0.000002",
                        "output/token 0.000002");
    }

    @Test
    void map_noLiveOffer_isUnknown() {
        CatalogModel model = MapperRun.model(
                new HuggingFace(),
                offers(
                        "{\"provider\":\"a\",\"status\":\"error\",\"is_free\":true,\"pricing\":{\"input\":0,\"output\":0}}"));

        assertThat(model.pricing().basis()).isEqualTo("absent");
        assertThat(model.contextLength()).isNull();
    }
}
