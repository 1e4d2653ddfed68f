package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZenMuxTest {
    private static String with(String dimensions) {
        return "{\"id\":\"acme/lynx\",\"output_modalities\":[\"text\"],\"pricings\":{" + dimensions + "}}";
    }

    private static String entry(String value, String conditions) {
        return "{\"value\":" + value + ",\"unit\":\"perMTokens\",\"currency\":\"USD\"" + conditions + "}";
    }

    private static String prompt(String range) {
        return ",\"conditions\":{\"prompt_tokens\":{\"unit\":\"kTokens\"" + range + "}}";
    }

    private static CatalogModel read(String dimensions) {
        return MapperRun.model(new ZenMux(), with(dimensions));
    }

    @Test
    void map_tiersInAnyOrder_withInclusiveAndExclusiveBounds() {
        CatalogModel model = read("\"prompt\":["
                + entry("0.8", prompt(",\"gt\":256")) + ","
                + entry("0.1", prompt(",\"gte\":0,\"lte\":32")) + ","
                + entry("0.4", prompt(",\"gt\":32,\"lt\":128")) + ","
                + entry("0.6", prompt(",\"gte\":128,\"lte\":256")) + "]");

        assertThat(MapperRun.prices(model))
                .containsExactly(
                        "input/token {max_prompt_tokens=128000, min_prompt_tokens=32001} 0.0000004",
                        "input/token {max_prompt_tokens=256001, min_prompt_tokens=128000} 0.0000006",
                        "input/token {min_prompt_tokens=256001} 0.0000008",
                        "input/token 0.0000001");
    }

    @Test
    void map_competingEntries_dearestIsTheHeadline() {
        CatalogModel model = read("\"input_cache_read\":["
                + entry("0.17", "") + "," + entry("0.25", "") + "," + entry("0.170", "") + ","
                + entry("0.5", prompt(",\"gt\":0")) + "]");

        assertThat(MapperRun.prices(model))
                .containsExactly(
                        "cache_read/token {variant=alternative_1} 0.00000025",
                        "cache_read/token {variant=alternative_2} 0.00000017",
                        "cache_read/token 0.0000005");
    }

    @Test
    void map_pricesThatDependOnTheAnswer_keepOnlyTheHighest() {
        String answer = ",\"conditions\":{\"completion_tokens\":{\"unit\":\"kTokens\",\"lt\":0.2}}";
        CatalogModel model = read("\"prompt\":[" + entry("0.3", answer) + "," + entry("0.5", "") + "]");

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.0000005");
        assertThat(model.metadata())
                .containsEntry(
                        "pricings.prompt",
                        "0.3 USD perMTokens, completion_tokens unit kTokens lt 0.2; 0.5 USD perMTokens");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"gte\":-5", "\"gt\":\"many\"", "\"gte\":1e99999", "\"gte\":64,\"lt\":32", "\"gte\":0.0001"})
    void map_impossibleRange_makesNoTier(String range) {
        CatalogModel model = read("\"prompt\":[" + entry("0.3", prompt("," + range)) + "," + entry("0.2", "") + "]");

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.0000003");
        assertThat(model.metadata()).containsKey("pricings.prompt");
    }

    @Test
    void map_boundThatIsNoWholeToken_isNoTier() {
        assertThat(MapperRun.prices(read("\"prompt\":[" + entry("0.3", prompt(",\"gt\":0.0001")) + "]")))
                .containsExactly("input/token 0.0000003");
        assertThat(MapperRun.prices(read("\"prompt\":[" + entry("0.3", prompt(",\"gte\":0.2")) + "]")))
                .containsExactly("input/token {min_prompt_tokens=200} 0.0000003");
    }

    @Test
    void map_otherUnitsAndDimensions() {
        CatalogModel model = read("""
                "audio_input":[{"value":3.5e-05,"unit":"perSecond","currency":"USD"}],
                "web_search":[{"value":0.01,"unit":"perCount","currency":"USD"}],
                "image":[{"value":0.02,"unit":"perCount","currency":"USD"}],
                "input_cache_write_5_min":[{"value":2.5,"unit":"perMTokens","currency":"USD"}],
                "input_cache_write_1_h":[{"value":4,"unit":"perMTokens","currency":"USD"}]""");

        assertThat(MapperRun.prices(model))
                .containsExactly(
                        "cache_write/token 0.0000025",
                        "cache_write_1h/token 0.000004",
                        "audio_input/second 0.000035",
                        "web_search/search 0.01",
                        "other/other {unit_text=perCount, variant=image} 0.02");
    }

    @Test
    void map_zero_isFreeBySuffixOrByPrice() {
        String zero = "\"pricings\":{\"prompt\":[" + entry("0", "") + "]}}";
        MapperRun run = MapperRun.of(
                new ZenMux(),
                "{\"id\":\"kitten-free\"," + zero,
                "{\"id\":\"kitten\",\"output_modalities\":[\"text\"]," + zero,
                "{\"id\":\"easel\",\"output_modalities\":[\"image\"]," + zero,
                "{\"id\":\"silent-free\"}");

        assertThat(run.models)
                .extracting(m -> m.pricing().basis())
                .containsExactly("free_suffix", "zero_price", "zero_price_undeclared", "absent");
    }

    @Test
    void map_otherCurrencyOrUnit_isRefusedAndNeverFree() {
        MapperRun run = MapperRun.of(
                new ZenMux(),
                with("\"prompt\":[{\"value\":2,\"unit\":\"perMTokens\",\"currency\":\"CNY\"}],\"completion\":["
                        + "{\"value\":0,\"unit\":\"perDay\",\"currency\":\"USD\"}],\"web_search\":["
                        + "{\"value\":0,\"unit\":\"perCount\",\"currency\":\"USD\"}]"));

        assertThat(run.refusals).containsExactly(PriceRefusal.CURRENCY, PriceRefusal.UNIT_UNKNOWN);
        assertThat(run.models.get(0).pricing().state()).isEqualTo(PriceState.UNKNOWN);
        assertThat(run.models.get(0).metadata()).containsEntry("pricings.refused.input", "2 CNY perMTokens");
    }
}
