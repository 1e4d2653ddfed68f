package ai.gatewayz.sync.activities.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Terms beside the usual price that feeds tell: times of day, dates, tiers, regions and service tiers. */
class ReferenceTermsTest {
    private static final ReferenceReader GENAI_PRICES =
            new GenaiPrices(Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC));

    private static List<String> read(ReferenceReader reader, String body) throws IOException {
        List<String> lines = new ArrayList<>();
        reader.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), new ReferenceReader.Sink() {
            @Override
            public void row(ReferenceRow row) {
                row.pricing()
                        .components()
                        .forEach(c -> lines.add(row.group() + " " + row.id() + " "
                                + c.kind().key() + " " + c.price().toPlainString() + " "
                                + c.condition().terms() + (c.precedence() == 0 ? "" : " over " + c.precedence())));
            }

            @Override
            public void refused(String id, String reason) {
                lines.add(id + " refused: " + reason);
            }
        });
        return lines;
    }

    private static List<String> genai(String model) throws IOException {
        return read(GENAI_PRICES, "[{\"id\":\"acme\",\"name\":\"Acme\",\"models\":[" + model + "]}]");
    }

    private static List<String> liteLlm(String fields) throws IOException {
        return read(
                new LiteLlmPrices(),
                "{\"quill\":{\"litellm_provider\":\"acme\",\"input_cost_per_token\":4e-06,\"output_cost_per_token\":8e-06,"
                        + fields + "}}");
    }

    @Test
    void genaiPrices_areKnownUnderTheirIdAndTheIdsTheyEqual_notByParts() throws IOException {
        assertThat(genai("""
            {"id":"quill-5","match":{"or":[{"equals":"quill-5-pro"},{"starts_with":"quill"}]},
             "prices":{"input_mtok":3,"output_mtok":15.5,"cache_read_mtok":0.3,"requests_kcount":9}}
            """))
                .containsExactlyInAnyOrder(
                        "acme quill-5 input 0.000003 {}",
                        "acme quill-5 output 0.0000155 {}",
                        "acme quill-5 cache_read 0.0000003 {}",
                        "acme quill-5-pro input 0.000003 {}",
                        "acme quill-5-pro output 0.0000155 {}",
                        "acme quill-5-pro cache_read 0.0000003 {}");
    }

    @Test
    void genaiPrices_tierBeginsAboveItsStart() throws IOException {
        assertThat(genai("""
            {"id":"q","match":{"equals":"q"},
             "prices":{"input_mtok":{"base":3,"tiers":[{"start":200000,"price":6}]}}}
            """))
                .containsExactlyInAnyOrder(
                        "acme q input 0.000006 {min_prompt_tokens=200001}", "acme q input 0.000003 {}");
    }

    /** Past dates are the present, later ones are terms, and what came before the present one is gone. */
    @Test
    void genaiPrices_datesAndWindows() throws IOException {
        assertThat(genai("""
            {"id":"q","match":{"equals":"q"},"prices":[
             {"prices":{"input_mtok":9}},
             {"constraint":{"start_date":"2026-03-13"},"prices":{"input_mtok":4}},
             {"constraint":{"start_time":"16:30:00Z","end_time":"00:30:00Z"},"prices":{"input_mtok":1}},
             {"constraint":{"start_date":"2026-12-24"},"prices":{"input_mtok":5}},
             {"constraint":{"weather":"rain"},"prices":{"input_mtok":7}}]}
            """))
                .containsExactlyInAnyOrder(
                        "acme q input 0.000001 {from=16:30, to=00:30, zone=UTC} over 1",
                        "acme q input 0.000005 {starts_at=2026-12-24T00:00:00Z} over 2",
                        "acme q input 0.000004 {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "null", "[{\"id\":\"acme\",\"models\":[", "<html>"})
    void genaiPrices_otherDocuments_areRefused(String body) {
        assertThatThrownBy(() -> read(GENAI_PRICES, body)).isInstanceOf(MalformedCatalogException.class);
    }

    @Test
    void liteLlm_offPeakHours_replaceTheUsualPrices() throws IOException {
        assertThat(liteLlm("\"off_peak_pricing\":{\"hours_utc\":\"16:30-00:30\",\"input_cost_per_token\":1e-06}"))
                .containsExactlyInAnyOrder(
                        "acme quill input 0.000001 {from=16:30, to=00:30, zone=UTC} over 1",
                        "acme quill input 0.000004 {}",
                        "acme quill output 0.000008 {}");
    }

    /** A weekday is that of the instant, so that a window which passes midnight is two. */
    @Test
    void liteLlm_offPeakWindows_haveWeekdays() throws IOException {
        assertThat(liteLlm("""
            "off_peak_pricing":{"input_cost_per_token":1e-06,"windows":[
             {"hours_utc":["22:00-02:00"],"weekdays":[1,"Fri"]},
             {"hours_utc":"00:00-00:00","weekdays":["saturday"]}]}
            """))
                .contains(
                        "acme quill input 0.000001 {days=mon,fri, from=00:00, to=02:00, zone=UTC} over 1",
                        "acme quill input 0.000001 {days=mon,fri, from=22:00, to=24:00, zone=UTC} over 1",
                        "acme quill input 0.000001 {days=sat, from=00:00, to=24:00, zone=UTC} over 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hours_utc\":\"25:61-02:00\",\"input_cost_per_token\":1e-06}",
                "{\"hours_utc\":\"16:30-00:30\",\"input_cost_per_token\":1e-06,\"holidays\":[\"2026-12-25\"]}",
                "{\"hours_utc\":\"00:00-08:00\",\"weekdays\":[9],\"input_cost_per_token\":1e-06}",
                "{\"hours_utc\":\"00:00-08:00\",\"weekdays\":[6],\"weekday_timezone\":\"Asia/Shanghai\","
                        + "\"input_cost_per_token\":1e-06}",
                "{\"input_cost_per_token\":1e-06}"
            })
    void liteLlm_hoursThatAreNotUnderstood_applyToNothing(String block) throws IOException {
        assertThat(liteLlm("\"off_peak_pricing\":" + block))
                .containsExactlyInAnyOrder("acme quill input 0.000004 {}", "acme quill output 0.000008 {}");
    }

    @Test
    void liteLlm_regionsCostAFactorMore_inEveryTier() throws IOException {
        assertThat(liteLlm("\"regional_processing_uplift_multiplier_eu\":1.1,\"input_cost_per_token_batches\":2e-06"))
                .containsExactlyInAnyOrder(
                        "acme quill input 0.000004 {}",
                        "acme quill input 0.000002 {service_tier=batch}",
                        "acme quill output 0.000008 {}",
                        "acme quill input 0.0000044 {region=eu}",
                        "acme quill input 0.0000022 {region=eu, service_tier=batch}",
                        "acme quill output 0.0000088 {region=eu}");
    }

    @Test
    void modelsDev_modes_areServiceTiers() throws IOException {
        assertThat(read(new ModelsDevPrices(), """
            {"acme":{"models":{"quill":{"cost":{"input":2,"output":10},"experimental":{"modes":{
             "fast":{"cost":{"input":4,"output":20},"provider":{"body":{"service_tier":"priority"}}},
             "slow":{"cost":{"output":5}},
             "bare":{"provider":{"headers":{"x":"y"}}}}}}}}}
            """))
                .containsExactlyInAnyOrder(
                        "acme quill input 0.000002 {}",
                        "acme quill output 0.00001 {}",
                        "acme quill input 0.000004 {service_tier=priority}",
                        "acme quill output 0.00002 {service_tier=priority}",
                        "acme quill output 0.000005 {service_tier=slow}");
    }
}
