package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.Pricing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeliconeTest {
    private static String endpoint(String slug, boolean billed, String prices) {
        return "{\"provider\":\"" + slug + "\",\"providerSlug\":\"" + slug + "\",\"supportsPtb\":" + billed + ","
                + prices + "}";
    }

    private static String prompt(String price) {
        return "\"pricing\":{\"prompt\":" + price + "}";
    }

    private static MapperRun model(String... endpoints) {
        return MapperRun.of(
                new Helicone(),
                "{\"id\":\"moss\",\"author\":\"bog\",\"endpoints\":[" + String.join(",", endpoints) + "]}");
    }

    @Test
    @Tag("G30")
    void tier_isForPromptsAboveItsThreshold() {
        MapperRun run = model(endpoint(
                "bog",
                true,
                prompt("2")
                        + ",\"pricingTiers\":[{\"prompt\":2,\"threshold\":0},{\"prompt\":4,\"threshold\":200000}]"));

        assertThat(MapperRun.prices(run.models.get(0)))
                .containsExactly("input/token {min_prompt_tokens=200001} 0.000004", "input/token 0.000002");
        assertThat(run.models.get(0).pricing().isComplete()).isTrue();
    }

    @Test
    void tierWithAnotherCondition_leavesAllTiersUnread() {
        MapperRun run = model(endpoint(
                "bog",
                true,
                prompt("2") + ",\"pricingTiers\":[{\"prompt\":2,\"threshold\":0},"
                        + "{\"prompt\":4,\"threshold\":200000,\"region\":\"eu\"}]"));

        assertThat(MapperRun.prices(run.models.get(0))).containsExactly("input/token 0.000002");
        assertThat(run.refusals).containsExactly(PriceRefusal.TIERS);
        assertThat(run.models.get(0).pricing().unread()).contains("/endpoints/0/pricingTiers/1/prompt");
    }

    @Test
    void endpointsOfOneSlug_thoseThatHeliconeBillsCount() {
        Pricing pricing = model(
                        endpoint("bog", true, prompt("2")),
                        endpoint("fen", false, prompt("3")),
                        endpoint("fen", true, prompt("4")))
                .models
                .get(0)
                .pricing();

        assertThat(pricing.components()).hasSize(2);
        assertThat(pricing.components().get(0).condition().terms()).containsEntry("offer", "fen");
        assertThat(pricing.components().get(0).price().toPlainString()).isEqualTo("0.000004");
        assertThat(pricing.unread()).containsExactly("/endpoints/1/pricing/prompt");
    }

    @Test
    void endpointsOfOneSlugThatDiffer_areRefusedInEitherOrder() {
        String one = endpoint("fen", true, prompt("3"));
        String other = endpoint("fen", true, prompt("4"));
        for (MapperRun run : java.util.List.of(
                model(endpoint("bog", true, prompt("2")), one, other),
                model(endpoint("bog", true, prompt("2")), other, one))) {
            assertThat(MapperRun.prices(run.models.get(0))).containsExactly("input/token 0.000002");
            assertThat(run.refusals).containsExactly(PriceRefusal.CONFLICTING);
            assertThat(run.models.get(0).pricing().unread())
                    .containsExactly("/endpoints/1/pricing/prompt", "/endpoints/2/pricing/prompt");
        }
    }
}
