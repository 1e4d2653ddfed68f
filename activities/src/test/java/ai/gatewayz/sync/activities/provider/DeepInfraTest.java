package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepInfraTest {
    private static MapperRun discounted(String discount) {
        return MapperRun.of(
                new DeepInfra(),
                "{\"id\":\"marl\",\"metadata\":{\"pricing\":{\"input_tokens\":0.8,\"output_tokens\":3.2},\"discount\":"
                        + discount + "}}");
    }

    @Test
    void discount_isTakenOffTheListPrice() {
        CatalogModel model = discounted("0.25").models.get(0);

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.0000006", "output/token 0.0000024");
        assertThat(model.metadata())
                .containsEntry("discount", "0.25")
                .containsEntry("list_price.input", "0.8")
                .containsEntry("list_price.output", "3.2");
        assertThat(model.pricing().isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "0.0"})
    void noDiscount_changesNothing(String discount) {
        MapperRun run = discounted(discount);

        assertThat(MapperRun.prices(run.models.get(0)))
                .containsExactly("input/token 0.0000008", "output/token 0.0000032");
        assertThat(run.models.get(0).metadata()).isEmpty();
        assertThat(run.models.get(0).pricing().isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "-0.1", "-1", "\"much\"", "{}"})
    void discountThatIsNoFraction_changesNothingAndIsReported(String discount) {
        MapperRun run = discounted(discount);

        assertThat(MapperRun.prices(run.models.get(0)))
                .containsExactly("input/token 0.0000008", "output/token 0.0000032");
        assertThat(run.refusals).containsExactly(PriceRefusal.DISCOUNT);
        assertThat(run.models.get(0).pricing().unread()).containsExactly("/metadata/discount");
    }
}
