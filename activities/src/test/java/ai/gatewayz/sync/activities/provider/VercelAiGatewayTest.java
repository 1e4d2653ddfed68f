package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VercelAiGatewayTest {
    private static CatalogModel priced(String type, String pricing) {
        return MapperRun.model(
                new VercelAiGateway(), "{\"id\":\"fen/reed\",\"type\":\"" + type + "\",\"pricing\":{" + pricing + "}}");
    }

    @ParameterizedTest
    @CsvSource({
        "speech, speech_input_character_cost, input/character 0.000019",
        "transcription, transcription_duration_cost_per_second, audio_input/second 0.000019",
        "transcription, audio_input_token_cost, audio_input/token 0.000019",
    })
    void inputBesideAMediaPrice_isAPlaceholder(String type, String field, String line) {
        CatalogModel model = priced(type, "\"input\":\"0.000019\",\"" + field + "\":\"0.000019\"");

        assertThat(MapperRun.prices(model)).containsExactly(line);
        assertThat(model.pricing().isComplete()).isTrue();
    }

    @Test
    void inputOfASpeechModelWithoutACharacterPrice_isItsTokenPrice() {
        CatalogModel model = priced("speech", "\"input\":\"0.0000006\",\"audio_output_token_cost\":\"0.000012\"");

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.0000006", "audio_output/token 0.000012");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"fast\":{\"input\":\"0.000009\",\"min_requests\":5}",
                "\"regional\":{\"eu\":{\"input\":\"0.000009\",\"hours\":\"9-17\"}}",
                "\"service_tiers\":{\"flex\":{\"input\":\"0.000009\",\"days\":\"mon\"}}",
                "\"service_tiers\":{\"flex\":{\"input\":\"0.000009\",\"long_context\":{\"input\":\"0.00001\"}}}",
                "\"service_tiers\":{\"flex\":{\"input\":\"0.000009\","
                        + "\"long_context\":{\"threshold\":9000,\"input\":\"0.00001\",\"days\":\"mon\"}}}",
                "\"image_dimension_quality_pricing\":[{\"cost\":\"0.1\",\"plan\":\"pro\"}]",
                "\"input_tiers\":[{\"cost\":\"0.000009\",\"min\":4000,\"region\":\"eu\"}]",
            })
    void entryWithAFieldThatIsNotKnown_isNotTakenAndReported(String entry) {
        CatalogModel model = priced("language", "\"input\":\"0.000001\"," + entry);

        assertThat(MapperRun.prices(model)).containsExactly("input/token 0.000001");
        assertThat(model.pricing().unread()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4000, 3000, 5000",
        "4000, 8000, 9000",
        "4000, , 8000",
    })
    void tiersWithAGapOrAnOverlap_endWhereItIs(String min, String max, String next) {
        MapperRun run = MapperRun.of(
                new VercelAiGateway(),
                "{\"id\":\"fen/reed\",\"pricing\":{\"input\":\"0.000001\",\"input_tiers\":["
                        + "{\"cost\":\"0.000001\",\"min\":0,\"max\":4000},{\"cost\":\"0.000002\",\"min\":" + min
                        + (max == null ? "" : ",\"max\":" + max) + "},{\"cost\":\"0.000003\",\"min\":" + next + "}]}}");

        assertThat(run.refusals).isNotEmpty().containsOnly(PriceRefusal.TIERS);
        assertThat(run.models.get(0).pricing().unread()).contains("/pricing/input_tiers/2/cost");
    }

    @Test
    void firstTierThatIsNotTheBasePrice_isRefused() {
        CatalogModel model = priced(
                "language", "\"input\":\"0.000001\",\"input_tiers\":[{\"cost\":\"0.000002\",\"min\":0,\"max\":4000}]");

        assertThat(model.pricing().unread()).containsExactly("/pricing/input_tiers/0/cost");
    }

    @Test
    void deprecatedAt_isWhenItEnds() {
        CatalogModel model =
                MapperRun.model(new VercelAiGateway(), "{\"id\":\"fen/reed\",\"deprecated_at\":1798675200000}");

        assertThat(model.deprecatedAt()).isEqualTo(Instant.parse("2026-12-31T00:00:00Z"));
    }

    @Test
    void modalities_areThoseOfTheRecordAndTellVision() {
        CatalogModel model = MapperRun.model(
                new VercelAiGateway(),
                "{\"id\":\"fen/reed\",\"tags\":[],\"modalities\":{\"input\":[\"text\",\"image\"],\"output\":[\"text\"]}}");

        assertThat(model.modalities().arrow()).isEqualTo("image+text->text");
        assertThat(model.capabilities().vision()).isTrue();
    }
}
