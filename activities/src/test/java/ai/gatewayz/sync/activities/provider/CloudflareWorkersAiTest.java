package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CloudflareWorkersAiTest {
    private static String priced(String task, String prices) {
        return "{\"name\":\"@cf/acme/x\",\"task\":{\"name\":\"" + task + "\"},\"properties\":["
                + "{\"property_id\":\"price\",\"value\":[" + prices + "]}]}";
    }

    private static String usd(String unit, String price) {
        return "{\"unit\":\"" + unit + "\",\"price\":" + price + ",\"currency\":\"USD\"}";
    }

    @Test
    void map_factsFromProperties() {
        CatalogModel model = MapperRun.model(new CloudflareWorkersAi(), """
                {"id":"0f5c","name":"@cf/acme/lynx","description":"D.","task":{"name":"Text Generation"},
                 "created_at":"2026-02-03 04:05:06.789","properties":[
                  {"property_id":"max_total_tokens","value":"9000"},{"property_id":"context_window","value":"8000"},
                  {"property_id":"function_calling","value":"true"},{"property_id":"vision","value":"false"},
                  {"property_id":"planned_deprecation_date","value":"2027-01-31"},
                  {"property_id":"lora","value":"true"}]}""");

        assertThat(model.providerModelId()).isEqualTo("@cf/acme/lynx");
        assertThat(model.contextLength()).isEqualTo(8000);
        assertThat(model.createdAt()).isEqualTo(Instant.parse("2026-02-03T04:05:06.789Z"));
        assertThat(model.deprecatedAt()).isEqualTo(Instant.parse("2027-01-31T00:00:00Z"));
        assertThat(model.capabilities()).isEqualTo(new Capabilities(null, true, false, null, null, null));
        assertThat(model.metadata())
                .containsEntry("uuid", "0f5c")
                .containsEntry("task", "Text Generation")
                .containsEntry("lora", "true");
        assertThat(model.pricing().basis()).isEqualTo("absent");
    }

    @Test
    void map_tokenUnits() {
        CatalogModel model = MapperRun.model(
                new CloudflareWorkersAi(),
                priced(
                        "Text Generation",
                        usd("per M input tokens", "0.35") + "," + usd("per M output tokens", "0.75") + ","
                                + usd("per M cached input tokens", "3.5e-2")));

        assertThat(MapperRun.prices(model))
                .containsExactly("input/token 0.00000035", "output/token 0.00000075", "cache_read/token 0.000000035");
    }

    @Test
    void map_otherUnits_areTheirOwn() {
        CatalogModel model = MapperRun.model(
                new CloudflareWorkersAi(),
                priced(
                        "Text-to-Image",
                        usd("per 512 by 512 tile", "0.0001") + "," + usd("per step", "0.0002") + ","
                                + usd("per inference request", "0.01") + "," + usd("per 1k characters", "0.015") + ","
                                + usd("per M pixels", "7")));

        assertThat(MapperRun.prices(model))
                .containsExactly(
                        "input/character 0.000015",
                        "image_output/step 0.0002",
                        "image_output/tile 0.0001",
                        "request/request 0.01",
                        "other/other {unit_text=per M pixels} 7");
    }

    @Test
    void map_audioMinute_isOfTheTasksSide() {
        String minute = usd("per audio minute", "0.0005");
        MapperRun run = MapperRun.of(
                new CloudflareWorkersAi(),
                priced("Automatic Speech Recognition", minute),
                priced("Text-to-Speech", minute),
                priced("Voice Activity Detection", minute));

        assertThat(run.models)
                .flatExtracting(MapperRun::prices)
                .containsExactly("audio_input/minute 0.0005", "audio_output/minute 0.0005", "other/minute 0.0005");
    }

    @Test
    void map_otherCurrency_isRefused() {
        MapperRun run = MapperRun.of(
                new CloudflareWorkersAi(),
                priced("Text Generation", "{\"unit\":\"per M input tokens\",\"price\":0.3,\"currency\":\"EUR\"}"));

        assertThat(run.refusals).containsExactly(PriceRefusal.CURRENCY);
        assertThat(run.models.get(0).pricing().basis()).isEqualTo("currency");
        assertThat(run.models.get(0).metadata()).containsEntry("price per M input tokens", "0.3 EUR");
    }
}
