package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.ModelKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FireworksTest {
    private static MapperRun read(String... rows) {
        return MapperRun.of(
                Objects.requireNonNull(Fireworks.entry().feed()),
                List.of("{\"data\":[" + String.join(",", rows) + "]}"));
    }

    private static String served(String id, String more, String... prices) {
        return "{\"id\":\"" + id + "\",\"serverless_mode\":\"m\"" + more + ",\"pricing\":[" + String.join(",", prices)
                + "]}";
    }

    private static String price(String sku, String amount, String unit) {
        return "{\"sku\":\"" + sku + "\",\"amount\":\"" + amount + "\",\"unit\":\"" + unit + "\"}";
    }

    private static final String INPUT = price("LLM input tokens (uncached)", "0.9", "1M tokens");

    @Test
    void waysOfServing_arePricesOfOneModel_inWhateverOrder() {
        String listed = "{\"id\":\"reed\",\"kind\":\"HF_BASE_MODEL\",\"supports_chat\":true}";
        String usual = served("reed", "", INPUT);
        String priority = served(
                "reed", ",\"service_tier\":\"priority\"", price("LLM input tokens (uncached)", "1.35", "1M tokens"));

        CatalogModel model = read(listed, usual, priority).models.get(0);

        assertThat(MapperRun.prices(model))
                .containsExactly("input/token {service_tier=priority} 0.00000135", "input/token 0.0000009");
        assertThat(read(priority, listed, usual).models).containsExactly(model);
        assertThat(model.metadata()).containsEntry("serverless_mode", "m");
    }

    @Test
    void aWayWithItsOwnId_isAModelOfItsOwn() {
        MapperRun run = read(served("reed", "", INPUT), served("reed", ",\"usage_identifier\":\"reed-fast\"", INPUT));

        assertThat(run.models).extracting(CatalogModel::providerModelId).containsExactly("reed", "reed-fast");
        assertThat(run.models.get(1).metadata()).containsEntry("base_model", "reed");
    }

    @Test
    void wordsThatAreNotKnown_areNoTokenPrice() {
        CatalogModel model = read(served(
                        "reed", "", price("Steps", "0.5", "step"), price("LLM audio tokens", "3", "1M tokens")))
                .models
                .get(0);

        assertThat(MapperRun.prices(model))
                .containsExactlyInAnyOrder(
                        "other/other {unit_text=step, variant=Steps} 0.5",
                        "other/token {variant=LLM audio tokens} 0.000003");
    }

    @Test
    void entryWithAnotherField_isNotTaken() {
        CatalogModel model = read(served("reed", "", INPUT.replace("}", ",\"region\":\"eu\"}")))
                .models
                .get(0);

        assertThat(model.pricing().components()).isEmpty();
        assertThat(model.pricing().unread()).contains("/pricing/0/region", "/pricing/0/amount");
    }

    @Test
    void imageModels_keepTheirKind() {
        CatalogModel model = read("{\"id\":\"paint\",\"kind\":\"FLUMINA_BASE_MODEL\"}")
                .models
                .get(0);

        assertThat(model.kind()).isEqualTo(ModelKind.IMAGE);
        assertThat(model.pricing().basis()).isEqualTo("absent");
    }
}
