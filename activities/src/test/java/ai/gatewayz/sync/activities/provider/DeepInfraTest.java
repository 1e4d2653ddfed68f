package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
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
    @Tag("G31")
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

    private static MapperRun own(String pricing) {
        return MapperRun.of(
                new DeepInfra(),
                "{\"model_name\":\"marl\",\"pricing\":{\"type\":\"tokens\",\"cents_per_input_token\":0.00008,"
                        + "\"cents_per_output_token\":0.00032," + pricing + "}}");
    }

    private static final String CHEAP = "\"full\":\"$0.8 in $3.2 out <= 32K, ";

    @Test
    void discountWithAnEnd_isFollowedByTheListPrice() {
        MapperRun run = own("\"discount\":0.25,\"discount_ends_at\":\"2026-12-01T00:00:00Z\"");

        assertThat(MapperRun.prices(run.models.get(0)))
                .containsExactly(
                        "input/token {starts_at=2026-12-01T00:00:00Z} 0.0000008",
                        "input/token 0.0000006",
                        "output/token {starts_at=2026-12-01T00:00:00Z} 0.0000032",
                        "output/token 0.0000024");
        assertThat(run.models.get(0).metadata())
                .containsEntry("discount", "0.25")
                .containsEntry("discount_ends_at", "2026-12-01T00:00:00Z")
                .containsEntry("list_price.input", "0.00008");
    }

    @Test
    void discountWhoseEndCannotBeRead_isNotTakenOff() {
        MapperRun run = own("\"discount\":0.25,\"discount_ends_at\":\"soon\"");

        assertThat(MapperRun.prices(run.models.get(0)))
                .containsExactly("input/token 0.0000008", "output/token 0.0000032");
        assertThat(run.models.get(0).pricing().unread()).contains("/pricing/discount_ends_at");
    }

    @Test
    void discountThatIsOver_isNotTakenOff() {
        MapperRun run = own("\"discount\":0.25,\"discount_ends_at\":\"2026-11-20T00:00:00Z\"");

        assertThat(MapperRun.prices(run.models.get(0)))
                .containsExactly("input/token 0.0000008", "output/token 0.0000032");
        assertThat(run.refusals).containsExactly(PriceRefusal.DISCOUNT);
        assertThat(run.models.get(0).pricing().unread()).containsExactly("/pricing/discount_ends_at");
    }

    @Test
    void endOfNoDiscount_meansNothing() {
        MapperRun run = own("\"discount\":0,\"discount_ends_at\":\"2026-11-20T00:00:00Z\"");

        assertThat(run.refusals).isEmpty();
        assertThat(run.models.get(0).pricing().isComplete()).isTrue();
    }

    @Test
    void factors_areOfThePriceAfterTheDiscount() {
        MapperRun run = own("\"discount\":0.5,\"rate_per_input_token_cached\":0.2,\"rate_per_service_tier_flex\":0.5");

        assertThat(MapperRun.prices(run.models.get(0)))
                .containsExactly(
                        "input/token {service_tier=flex} 0.0000002",
                        "input/token 0.0000004",
                        "output/token {service_tier=flex} 0.0000008",
                        "output/token 0.0000016",
                        "cache_read/token {service_tier=flex} 0.00000004",
                        "cache_read/token 0.00000008");
        assertThat(run.models.get(0).pricing().isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHEAP + "$1.6 in $6.4 out <= 16K\"",
                CHEAP + "$1.6 in $6.4 out > 64K\"",
                CHEAP + "$1.6 in $6.4 out after 18:00\"",
                CHEAP + "$1.6 in $6.4 out <= 64K, $2 in $7 out, $3 in $8 out\"",
                "\"full\":\"$0.9 in $3.2 out <= 32K, $1.6 in $6.4 out\"",
                "\"discount\":0.1," + CHEAP + "$1.6 in $6.4 out\""
            })
    void tiersInWordsThatAreNotKnown_areRefusedAndReported(String full) {
        MapperRun run = own(full);

        assertThat(run.refusals).containsExactly(PriceRefusal.TIERS);
        assertThat(run.models.get(0).pricing().components()).hasSize(2);
        assertThat(run.models.get(0).pricing().unread()).containsExactly("/pricing/full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "1798675200"})
    void deprecated_isADateOrAState(String said) {
        CatalogModel model = MapperRun.model(new DeepInfra(), "{\"model_name\":\"marl\",\"deprecated\":" + said + "}");

        assertThat(model.deprecatedAt()).isEqualTo(said.length() > 5 ? Instant.parse("2026-12-31T00:00:00Z") : null);
        assertThat(model.metadata().containsKey("deprecated")).isEqualTo(said.equals("1") || said.equals("true"));
    }
}
