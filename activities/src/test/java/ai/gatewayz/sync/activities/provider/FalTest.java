package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceState;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FalTest {
    private static MapperRun read(String... pages) {
        return MapperRun.of(new Fal(), List.of(pages));
    }

    /** The price lists as lines such as {@code a: image_output/image 0.04}. */
    private static List<String> listed(MapperRun read) {
        return read.models.stream()
                .flatMap(model -> MapperRun.prices(model).stream().map(p -> model.providerModelId() + ": " + p))
                .toList();
    }

    private static String endpoint(String id, String category) {
        return "{\"endpoint_id\":\"" + id + "\",\"metadata\":{\"category\":\"" + category + "\"}}";
    }

    private static String price(String id, String amount, String unit) {
        return "{\"endpoint_id\":\"" + id + "\",\"unit_price\":" + amount + ",\"unit\":\"" + unit
                + "\",\"currency\":\"USD\"}";
    }

    private static String models(String... records) {
        return "{\"models\":[" + String.join(",", records) + "]}";
    }

    private static String prices(String... records) {
        return "{\"prices\":[" + String.join(",", records) + "]}";
    }

    @ParameterizedTest
    @CsvSource({
        "image, text-to-image, image_output/image 0.04",
        "images, text-to-image, image_output/image 0.04",
        "megapixels, image-to-image, image_output/megapixel 0.04",
        "second, text-to-video, video_output/second 0.04",
        "seconds, text-to-audio, audio_output/second 0.04",
        "minute, speech-to-text, other/minute 0.04",
        "video_second, image-to-video, video_output/second 0.04",
        "video, text-to-video, video_output/video 0.04",
        "compute second, llm, compute/second 0.04",
        "request, llm, request/request 0.04",
        "1000 characters, text-to-speech, input/character 0.00004",
        "character, text-to-speech, input/character 0.04",
        "Apples, llm, other/other {unit_text=Apples} 0.04",
    })
    void price_hasTheUnitOfItsWords(String unit, String category, String expected) {
        assertThat(listed(read(models(endpoint("a", category)), prices(price("a", "0.04", unit)))))
                .containsExactly("a: " + expected);
    }

    @Test
    void prices_belongToTheirPage_andToTheirEndpoint() {
        MapperRun read = read(
                models(endpoint("a", "text-to-image"), endpoint("b", "text-to-image")),
                prices(price("b", "0.2", "image"), price("c", "0.9", "image")),
                prices(price("a", "0.1", "image")),
                models(endpoint("c", "text-to-image")),
                prices(price("c", "0.3", "image"), price("a", "7", "image")));

        assertThat(listed(read))
                .containsExactly("a: image_output/image 0.1", "b: image_output/image 0.2", "c: image_output/image 0.3");
        assertThat(read.skips).isEmpty();
    }

    @Test
    void endpoint_withoutAPrice_isUnknown() {
        MapperRun read = read(models(endpoint("a", "text-to-image")), prices());

        assertThat(read.models.get(0).pricing().state()).isEqualTo(PriceState.UNKNOWN);
        assertThat(read.models.get(0).pricing().basis()).isEqualTo("no_price_listed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"abc\"",
                "-2",
                "\"NaN\"",
                "\"1,000\"",
                "{}",
                "[]",
                "true",
                "1e100000000",
                "\"$0.04\"",
                "\"Infinity\""
            })
    void badPrice_isRefusedAndCounted_besideAGoodOne(String amount) {
        MapperRun read = read(
                models(endpoint("a", "text-to-image"), endpoint("b", "text-to-image")),
                prices(price("a", amount, "image"), price("b", "0.2", "image")));

        assertThat(listed(read)).containsExactly("b: image_output/image 0.2");
        assertThat(read.models.get(0).pricing().state()).isEqualTo(PriceState.UNKNOWN);
        assertThat(read.refusals).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "\"0\"", "null", "\"\""})
    void noPrice_isNeverFree(String amount) {
        MapperRun read = read(models(endpoint("a", "text-to-image")), prices(price("a", amount, "image")));

        assertThat(read.models).hasSize(1);
        assertThat(read.models.get(0).pricing().state()).isEqualTo(PriceState.UNKNOWN);
    }

    @Test
    void otherCurrency_isRefused() {
        MapperRun read = read(
                models(endpoint("a", "text-to-image")),
                prices(price("a", "0.04", "image").replace("USD", "EUR")));

        assertThat(listed(read)).isEmpty();
        assertThat(read.refusals).containsExactly(PriceRefusal.CURRENCY);
    }

    @Test
    @Tag("G28")
    void currencyBesideTheKnownOne_refusesThePriceAlone() {
        String contradicted = price("a", "0.04", "image").replace("}", ",\"currency_code\":\"EUR\"}");
        MapperRun read = read(
                models(endpoint("a", "text-to-image"), endpoint("b", "text-to-image")),
                prices(contradicted, price("b", "0.05", "image")));

        assertThat(listed(read)).containsExactly("b: image_output/image 0.05");
        assertThat(read.refusals).containsExactly(PriceRefusal.CURRENCY);
        assertThat(read.models.get(0).pricing().unread()).containsExactly("/currency_code", "/unit_price");
    }
}
