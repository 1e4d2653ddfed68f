package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NovitaTest {
    private static String tier(String bounds, int prompt) {
        return "{" + bounds + ",\"pricing\":{\"prompt\":{\"price_per_m\":" + prompt + "}}}";
    }

    private static String row(String fields) {
        return "{\"id\":\"fen/reed\",\"status\":1," + fields + "}";
    }

    private static MapperRun tiered(String... tiers) {
        return MapperRun.of(
                new Novita(),
                row("\"input_token_price_per_m\":0,\"output_token_price_per_m\":0,\"is_tiered_billing\":true,"
                        + "\"tiered_billing_configs\":[" + String.join(",", tiers) + "]"));
    }

    @Test
    @Tag("G29")
    void zerosBesideTiers_areNotFree() {
        MapperRun run = tiered(
                tier("\"min_tokens\":1,\"max_tokens\":32768", 5000),
                tier("\"min_tokens\":32768,\"max_tokens\":262144", 10000));

        assertThat(MapperRun.prices(run.models.get(0)))
                .containsExactly("input/token {min_prompt_tokens=32768} 0.000001", "input/token 0.0000005");
        assertThat(run.models.get(0).pricing().basis()).isEqualTo("quoted");
        assertThat(run.models.get(0).pricing().isComplete()).isTrue();
    }

    @Test
    void zerosWithoutTiers_areFree() {
        CatalogModel model =
                MapperRun.model(new Novita(), row("\"input_token_price_per_m\":0,\"output_token_price_per_m\":0"));

        assertThat(model.pricing().state().key()).isEqualTo("free");
    }

    @Test
    void tiersThatAreAnnouncedAndMissing_leaveThePriceUnknown() {
        CatalogModel model = MapperRun.model(
                new Novita(),
                row("\"input_token_price_per_m\":0,\"output_token_price_per_m\":0,\"is_tiered_billing\":true"));

        assertThat(model.pricing().state().key()).isEqualTo("unknown");
        assertThat(model.pricing().unread()).containsExactly("/is_tiered_billing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"min_tokens\":1,\"max_tokens\":32000",
                "\"min_tokens\":1,\"max_tokens\":33000",
                "\"min_tokens\":40000",
                "\"min_tokens\":1,\"max_tokens\":32768,\"region\":\"eu\"",
                "\"min_tokens\":\"one\"",
                "\"min_tokens\":100,\"max_tokens\":32768"
            })
    void tiersThatCannotBeReadWhole_areRefused(String first) {
        MapperRun run = tiered(tier(first, 5000), tier("\"min_tokens\":32768", 10000));

        assertThat(run.refusals).containsExactly(PriceRefusal.TIERS);
        assertThat(run.models.get(0).pricing().state().key()).isEqualTo("unknown");
        assertThat(run.models.get(0).pricing().unread())
                .contains("/tiered_billing_configs/1/pricing/prompt/price_per_m");
    }

    @Test
    void twoReadingsOfOnePrice_areRefused() {
        MapperRun run = MapperRun.of(
                new Novita(), row("\"input_token_price_per_m\":500,\"pricing\":{\"prompt\":{\"price_per_m\":600}}"));

        assertThat(run.refusals).containsExactly(PriceRefusal.CONFLICTING);
        assertThat(run.models.get(0).pricing().state().key()).isEqualTo("unknown");
        assertThat(run.models.get(0).pricing().unread())
                .containsExactly("/input_token_price_per_m", "/pricing/prompt/price_per_m");
    }

    @Test
    void aPriceBesideTheTiersThatDiffers_isReported() {
        MapperRun run = MapperRun.of(
                new Novita(),
                row("\"input_token_price_per_m\":700,\"tiered_billing_configs\":[" + tier("\"min_tokens\":1", 600)
                        + "]"));

        assertThat(MapperRun.prices(run.models.get(0))).containsExactly("input/token 0.00000006");
        assertThat(run.models.get(0).pricing().unread()).containsExactly("/input_token_price_per_m");
    }

    @Test
    void inputModalities_tellVision() {
        String rest = ",\"features\":[\"reasoning\"]";
        assertThat(MapperRun.model(new Novita(), row("\"input_modalities\":[\"text\",\"image\"]" + rest))
                        .capabilities()
                        .vision())
                .isTrue();
        assertThat(MapperRun.model(new Novita(), row("\"features\":[\"vision\"]"))
                        .capabilities()
                        .vision())
                .isTrue();
        assertThat(MapperRun.model(new Novita(), row("\"input_modalities\":[\"text\"]" + rest))
                        .capabilities()
                        .vision())
                .isFalse();
    }

    @Test
    @Tag("G40")
    void outputLimitAboveTheContext_isUnknown() {
        CatalogModel model = MapperRun.model(new Novita(), row("\"context_size\":8192,\"max_output_tokens\":32000"));

        assertThat(model.contextLength()).isEqualTo(8192);
        assertThat(model.maxOutputTokens()).isNull();
        assertThat(model.metadata()).containsEntry("max_output_tokens", "32000");
    }
}
