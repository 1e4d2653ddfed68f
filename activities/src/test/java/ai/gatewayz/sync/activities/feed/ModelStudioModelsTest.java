package ai.gatewayz.sync.activities.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStudioModelsTest {
    private static String entry(String type, String price, String more) {
        return "{\"type\":\"" + type + "\",\"price\":\"" + price + "\"" + more + "}";
    }

    private static String tokens(String type, String price) {
        return entry(type, price, ",\"price_unit\":\"Per 1M tokens\",\"price_name\":\"x\"");
    }

    private static String range(String name, String... entries) {
        return "{\"range_name\":\"" + name + "\",\"prices\":[" + String.join(",", entries) + "]}";
    }

    private static MapperRun read(boolean isInDollars, String... ranges) {
        return MapperRun.of(
                new ModelStudioModels(isInDollars),
                "{\"model\":\"reed\",\"published_time\":\"2026-08-01 10:00:00\",\"prices\":[" + String.join(",", ranges)
                        + "]}");
    }

    @ParameterizedTest
    @CsvSource({
        "Input<=32k, 32k<Input, 32001",
        "Input<=32K, 32K < Input <= 1M, 32001",
        "input<=1m, 1m<Input, 1000001",
        "Input<=500, 500<Input, 501"
    })
    void edgeOfARange_belongsToTheRangeBelow(String first, String second, String from) {
        MapperRun run = read(true, range(first, tokens("input_token", "1")), range(second, tokens("input_token", "2")));

        assertThat(MapperRun.prices(run.models.get(0)))
                .containsExactly("input/token {min_prompt_tokens=" + from + "} 0.000002", "input/token 0.000001");
        assertThat(run.models.get(0).pricing().isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"64k<Input", "Input<=64k", "Output<=32k<Input", "Default", "Input<=32k,Output>0.2k"})
    void rangesThatCannotBeReadWhole_areRefused(String second) {
        MapperRun run =
                read(true, range("Input<=32k", tokens("input_token", "1")), range(second, tokens("input_token", "2")));

        assertThat(run.refusals).containsExactly(PriceRefusal.TIERS);
        assertThat(run.models.get(0).pricing().components()).isEmpty();
        assertThat(run.models.get(0).pricing().unread()).contains("/prices/1/prices/0/price");
    }

    @Test
    void unitThatIsNotKnown_isNoTokenPrice() {
        CatalogModel model = read(
                        true, range("Default", entry("content_duration", "0.00009", ",\"price_unit\":\"Per second\"")))
                .models
                .get(0);

        assertThat(MapperRun.prices(model))
                .containsExactly("other/other {unit_text=Per second, variant=content_duration} 0.00009");
    }

    @Test
    void typeThatIsNotKnown_keepsItsName() {
        CatalogModel model = read(true, range("Default", tokens("multiin_text_output_token", "4")))
                .models
                .get(0);

        assertThat(MapperRun.prices(model)).containsExactly("other/token {variant=multiin_text_output_token} 0.000004");
    }

    @Test
    void cacheThatIsAskedFor_hasItsOwnPriceBesideTheUsualOne() {
        String explicit = tokens("input_token_cache_read", "0.1");

        assertThat(MapperRun.prices(
                        read(true, range("Default", explicit)).models.get(0)))
                .containsExactly("cache_read/token 0.0000001");
        assertThat(MapperRun.prices(read(true, range("Default", tokens("input_token_cache", "0.2"), explicit))
                        .models
                        .get(0)))
                .containsExactly(
                        "cache_read/token {variant=input_token_cache_read} 0.0000001", "cache_read/token 0.0000002");
    }

    @Test
    void priceOfATimeOfDay_isNotTakenAndReported() {
        String night = entry("input_token", "0.5", ",\"price_unit\":\"Per 1M tokens\",\"time_band\":\"Off-peak\"");
        CatalogModel model = read(true, range("Default", tokens("input_token", "1"), night))
                .models
                .get(0);

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.000001");
        assertThat(model.pricing().unread()).containsExactly("/prices/0/prices/1/price");
    }

    @Test
    void twoPricesOfOneThing_areRefused() {
        MapperRun run = read(true, range("Default", tokens("input_token", "1"), tokens("text_input_token", "2")));

        assertThat(run.refusals).containsExactly(PriceRefusal.CONFLICTING);
        assertThat(run.models.get(0).pricing().components()).isEmpty();
    }

    @Test
    void yuan_areKeptAndNeverTaken() {
        MapperRun run = read(false, range("Input<=32k", entry("input_token", "2.4", ",\"price_unit\":\"每百万tokens\"")));

        assertThat(run.refusals).containsExactly(PriceRefusal.CURRENCY);
        assertThat(run.models.get(0).pricing().basis()).isEqualTo("currency");
        assertThat(run.models.get(0).metadata()).containsEntry("price input_token Input<=32k", "2.4 CNY 每百万tokens");
        assertThat(new ModelStudioModels(false).priceFields()).isEmpty();
    }

    @Test
    void publishedTime_isADay() {
        assertThat(read(true).models.get(0).createdAt()).isEqualTo(Instant.parse("2026-08-01T00:00:00Z"));
        assertThat(read(true).models.get(0).pricing().basis()).isEqualTo("absent");
    }
}
