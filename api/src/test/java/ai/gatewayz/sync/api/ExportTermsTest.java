package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Terms of a price in the files of other tools: each that a format has a place for, and no model by half its price. */
class ExportTermsTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 8)
                + priced(
                        1,
                        line("input", "0.00000015", ""),
                        line("output", "0.0000006", ""),
                        line(
                                "input",
                                "0.0000003",
                                "\"from\":\"22:00\",\"to\":\"02:00\",\"zone\":\"UTC\",\"days\":\"fri\""),
                        line(
                                "output",
                                "0.0000012",
                                "\"from\":\"22:00\",\"to\":\"02:00\",\"zone\":\"UTC\",\"days\":\"fri\""))
                + priced(
                        2,
                        line("input", "0.000002", ""),
                        line("output", "0.000008", ""),
                        line("input", "0.000004", "\"min_prompt_tokens\":\"272001\""),
                        line("input", "0.000001", "\"service_tier\":\"batch\""),
                        line("output", "0.000004", "\"service_tier\":\"batch\""),
                        line("input", "0.0000035", "\"service_tier\":\"priority\",\"min_prompt_tokens\":\"272001\""))
                + priced(
                        3,
                        line("input", "0.000001", ""),
                        line("input", "0.0000005", "\"ends_at\":\"2027-01-01T00:00:00Z\""))
                + priced(4, line("image_output", "0.00003", ""), line("cache_write_1h", "0.000006", ""))
                + priced(
                        5,
                        "{\"kind\":\"image_output\",\"unit\":\"megapixel\",\"usd\":\"0.02\",\"raw\":\"x\",\"condition\":{}}")
                + priced(6, line("input", "0.000001", "\"min_prompt_tokens\":\"1000\""))
                + priced(
                        7,
                        line("input", "0.000001", ""),
                        line("input", "0.000002", "\"from\":\"01:00\",\"to\":\"04:00\",\"zone\":\"UTC\""))
                + """
                UPDATE model_pricing SET unread = '["/pricing/night"]' WHERE model_id = (
                    SELECT id FROM catalog_models WHERE provider_model_id = 'vendor/model-8');
                UPDATE catalog_models SET deprecated_at = '2020-06-30' WHERE provider_model_id = 'vendor/model-1';
                UPDATE catalog_models SET deprecated_at = '2999-12-31', model_name = '=HYPERLINK("x")'
                WHERE provider_model_id = 'vendor/model-2';
                """);
    }

    private static String line(String kind, String usd, String condition) {
        return "{\"kind\":\"" + kind + "\",\"unit\":\"token\",\"usd\":\"" + usd + "\",\"raw\":\"x\",\"condition\":{"
                + condition + "}}";
    }

    private static String priced(int model, String... lines) {
        return "UPDATE model_pricing SET pricing_state = 'priced', components = '[" + String.join(",", lines)
                + "]' WHERE model_id = (SELECT id FROM catalog_models WHERE provider_model_id = 'vendor/model-" + model
                + "');";
    }

    private static JsonNode liteLlm(int model) {
        return open("litellm").path("openrouter/vendor/model-" + model);
    }

    private static String usd(JsonNode model, String name) {
        return new BigDecimal(model.get(name).asText()).stripTrailingZeros().toPlainString();
    }

    private static JsonNode open(String format) {
        return api.send(api.anonymous("/exports/" + format).GET()).json();
    }

    private static JsonNode genai(int model) {
        for (JsonNode candidate : open("genai-prices").at("/0/models")) {
            if (candidate.get("id").asText().equals("vendor/model-" + model)) {
                return candidate.get("prices");
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static JsonNode openRouter(int model) {
        for (JsonNode candidate : open("openrouter").get("data")) {
            if (candidate.get("id").asText().equals("openrouter/vendor/model-" + model)) {
                return candidate;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    @Test
    void window_isWrittenForTheDaysThatEachOfItsPartsLiesOn() {
        assertThat(liteLlm(1).get("off_peak_pricing"))
                .hasToString("{\"windows\":[{\"hours_utc\":\"22:00-00:00\",\"weekdays\":[5]},"
                        + "{\"hours_utc\":\"00:00-02:00\",\"weekdays\":[6]}],"
                        + "\"input_cost_per_token\":3.0E-7,\"output_cost_per_token\":1.2E-6}");
        assertThat(openRouter(1).at("/pricing/overrides"))
                .hasToString("[{\"utc_start\":2200,\"utc_end\":200,\"utc_days\":[5],\"prompt\":\"0.0000003\","
                        + "\"completion\":\"0.0000012\"}]");
        assertThat(genai(1).isMissingNode()).as("has no place for weekdays").isTrue();
        assertThat(open("models.dev")
                        .at("/openrouter/models")
                        .get("vendor/model-1")
                        .has("cost"))
                .isFalse();
    }

    @Test
    void everydayWindow_isAConditionalPriceToo() {
        assertThat(liteLlm(7).at("/off_peak_pricing/hours_utc").asText()).isEqualTo("01:00-04:00");
        assertThat(genai(7))
                .hasToString("[{\"prices\":{\"input_mtok\":1}},{\"constraint\":{\"start_time\":\"01:00:00Z\","
                        + "\"end_time\":\"04:00:00Z\"},\"prices\":{\"input_mtok\":2}}]");
    }

    @Test
    @Tag("G34")
    void serviceTiers_haveAPriceAtEachSize() {
        JsonNode model = liteLlm(2);

        assertThat(usd(model, "input_cost_per_token_above_272k_tokens")).isEqualTo("0.000004");
        assertThat(usd(model, "output_cost_per_token_above_272k_tokens")).isEqualTo("0.000008");
        assertThat(usd(model, "input_cost_per_token_batches")).isEqualTo("0.000001");
        assertThat(usd(model, "input_cost_per_token_above_272k_tokens_batches")).isEqualTo("0.000001");
        assertThat(usd(model, "output_cost_per_token_batches")).isEqualTo("0.000004");
        assertThat(usd(model, "input_cost_per_token_priority")).isEqualTo("0.000002");
        assertThat(usd(model, "input_cost_per_token_above_272k_tokens_priority"))
                .isEqualTo("0.0000035");
        assertThat(genai(2).get("input_mtok")).hasToString("{\"base\":2,\"tiers\":[{\"start\":272000,\"price\":4}]}");
        assertThat(open("models.dev")
                        .at("/openrouter/models")
                        .get("vendor/model-2")
                        .at("/cost/tiers"))
                .hasToString("[{\"tier\":{\"type\":\"context\",\"size\":272000},\"input\":4,\"output\":8}]");
    }

    @Test
    @Tag("G34")
    void priceThatAFormatCannotSay_isLeftOut() {
        assertThat(liteLlm(3).isMissingNode()).as("ends at a date").isTrue();
        assertThat(genai(3).isMissingNode()).isTrue();
        assertThat(openRouter(3).get("pricing")).isEmpty();
        assertThat(liteLlm(5).isMissingNode())
                .as("nothing that LiteLLM bills by")
                .isTrue();
        assertThat(liteLlm(6).isMissingNode()).as("no price for small prompts").isTrue();
        assertThat(genai(6).isMissingNode()).isTrue();
    }

    @Test
    void priceBesideATermThatIsNotRead_isInNoFormatThatBills() {
        assertThat(liteLlm(8).isMissingNode()).isTrue();
        assertThat(genai(8).isMissingNode()).isTrue();
        assertThat(open("models.dev")
                        .at("/openrouter/models")
                        .get("vendor/model-8")
                        .has("cost"))
                .isFalse();
        assertThat(openRouter(8).get("pricing")).isEmpty();
        assertThat(api.send(api.anonymous("/exports/csv").GET()).body().lines())
                .filteredOn(line -> line.startsWith("openrouter,vendor/model-"))
                .filteredOn(line -> line.endsWith(",false"))
                .singleElement()
                .asString()
                .startsWith("openrouter,vendor/model-8,");
    }

    @Test
    @Tag("G34")
    void imageTokensAndOneHourWrites_areWritten() {
        assertThat(usd(liteLlm(4), "output_cost_per_image_token")).isEqualTo("0.00003");
        assertThat(openRouter(4).at("/pricing/input_cache_write_1h").asText()).isEqualTo("0.000006");
        assertThat(openRouter(4).at("/pricing/image_output").asText()).isEqualTo("0.00003");
    }

    @Test
    @Tag("G36")
    void lastDay_isTold() {
        assertThat(liteLlm(1).get("deprecation_date").asText()).isEqualTo("2020-06-30");
        assertThat(openRouter(2).get("expiration_date").asText()).isEqualTo("2999-12-31");
        assertThat(openRouter(3).get("expiration_date").isNull()).isTrue();
        JsonNode models = open("models.dev").at("/openrouter/models");
        assertThat(models.get("vendor/model-1").get("status").asText()).isEqualTo("deprecated");
        assertThat(models.get("vendor/model-2").has("status")).isFalse();
    }

    @Test
    @Tag("G41")
    void cellThatASpreadsheetWouldRun_isText() {
        assertThat(api.send(api.anonymous("/exports/csv").GET()).body()).contains(",\"'=HYPERLINK(\"\"x\"\")\",");
    }
}
