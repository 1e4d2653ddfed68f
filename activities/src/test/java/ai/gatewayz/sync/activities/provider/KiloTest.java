package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceState;
import org.junit.jupiter.api.Test;

class KiloTest {
    private static String model(String id, String price, String more) {
        return "{\"id\":\"" + id + "\",\"pricing\":{\"prompt\":\"" + price + "\",\"completion\":\"" + price
                + "\",\"discount\":0}" + more + "}";
    }

    @Test
    void map_onlyIsFree_makesFree() {
        MapperRun run = MapperRun.of(
                Kilo.records(),
                model("auto/free", "0", ",\"isFree\":true"),
                model("x:free", "0.000000000000", ",\"isFree\":false"),
                model("y:free", "0", ""),
                model("z", "0.000001", ",\"isFree\":true"));

        assertThat(run.models)
                .extracting(m -> m.pricing().state())
                .containsExactly(PriceState.FREE, PriceState.UNKNOWN, PriceState.UNKNOWN, PriceState.PRICED);
        assertThat(run.models.get(3).pricing().basis()).isEqualTo("quoted_despite_free");
    }

    @Test
    void map_minusOne_isDynamic() {
        assertThat(MapperRun.model(Kilo.records(), model("auto", "-1", ",\"isFree\":false"))
                        .pricing()
                        .state())
                .isEqualTo(PriceState.DYNAMIC);
    }

    @Test
    void map_minusOneWithoutParameters_isNotOfferedUnlessItIsARouter() {
        String stub = ",\"supported_parameters\":[]";

        MapperRun run = MapperRun.of(
                Kilo.records(),
                model("gone", "-1", stub),
                model("fusion", "-1", stub + ",\"architecture\":{\"tokenizer\":\"Router\"}"),
                model("dear", "0.000001", stub));

        assertThat(run.skips).containsExactly(SkipReason.NOT_OFFERED);
        assertThat(run.models).extracting(CatalogModel::providerModelId).containsExactly("fusion", "dear");
    }

    @Test
    void map_openRouterPricesAndOwnFacts() {
        CatalogModel model = MapperRun.model(
                Kilo.records(), model("acme/lynx", "0.00000065", ",\"isFree\":false,\"mayTrainOnYourPrompts\":true"));

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.00000065", "output/token 0.00000065");
        assertThat(model.metadata()).containsEntry("may_train_on_prompts", "true");
    }
}
