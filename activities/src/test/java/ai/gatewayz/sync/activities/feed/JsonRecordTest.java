package ai.gatewayz.sync.activities.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordTest {
    @Tag("P37")
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "131072, 131072",
                "'\"128000\"', 128000",
                "1e6, 1000000",
                "128000.0, 128000",
                "2147483648, 2147483648",
                "1000000000000, 1000000000000",
                "1000000000001,",
                "0,",
                "-1,",
                "null,",
                "'\"128k\"',",
                "'\"128,000\"',",
                "'\"-5\"',",
                "'\"\"',",
                "128000.7,",
                "9223372036854775808,",
                "1e400,",
                "1e100000000,",
                "1e99999999999,",
                "1e-99999999999,",
                "true,",
                "[1],",
                "{},",
            })
    void count_isAWholeNumberOfAtLeastOne(String json, @Nullable Long expected) throws IOException {
        assertThat(Samples.x(json).count("x")).isEqualTo(expected);
    }

    @Tag("P39")
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "1785542400, 2026-08-01T00:00:00Z",
                "1785542400000, 2026-08-01T00:00:00Z",
                "'\"1785542400\"', 2026-08-01T00:00:00Z",
                "'\"2026-08-01\"', 2026-08-01T00:00:00Z",
                "'\"2026-08-01T02:00:00+02:00\"', 2026-08-01T00:00:00Z",
                "'\"1970-01-01T00:00:00Z\"',",
                "'\"9999-12-31\"',",
                "'\"+999999-12-31T00:00:00Z\"',",
                "'\"2026-02-30\"',",
                "'\"soon\"',",
                "0,",
                "-1,",
                "99999999999999,",
                "1e300,",
                "true,",
                "null,",
            })
    void instant_isSecondsMillisecondsOrIso(String json, @Nullable Instant expected) throws IOException {
        assertThat(Samples.x(json).instant("x")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"a\"', a",
                "'\" a \"', ' a '",
                "'\"\"',",
                "'\"  \"',",
                "5,",
                "true,",
                "null,",
                "[],",
            })
    void text_isANonBlankString(String json, @Nullable String expected) throws IOException {
        assertThat(Samples.x(json).text("x")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "'\"true\"',", "1,", "'\"yes\"',", "null,"})
    void flag_isAJsonBoolean(String json, @Nullable Boolean expected) throws IOException {
        assertThat(Samples.x(json).flag("x")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"$0.50\"', $0.50",
                "0.10, 0.10",
                "true, <BOOLEAN>",
                "[0.1], <ARRAY>",
                "'{\"usd\":1}', <OBJECT>",
                "null,",
            })
    void decimal_leavesTheJudgementToThePriceReader(String json, @Nullable String expected) throws IOException {
        assertThat(Samples.x(json).decimal("x")).isEqualTo(expected);
    }

    @Test
    void scalar_isTextNumberOrFlag() throws IOException {
        assertThat(Samples.x("1.50").scalar("x")).isEqualTo("1.50");
        assertThat(Samples.x("false").scalar("x")).isEqualTo("false");
        assertThat(Samples.x("\"t\"").scalar("x")).isEqualTo("t");
        assertThat(Samples.x("[1]").scalar("x")).isNull();
    }

    @Test
    void paths_areDotted() throws IOException {
        JsonRecord record = Samples.x("{\"y\":{\"z\":\"deep\"},\"list\":[\"a\",1,\"b\",{\"c\":2}]}");

        assertThat(record.text("x.y.z")).isEqualTo("deep");
        assertThat(record.text("x.y.z.more")).isNull();
        assertThat(record.text("x.no.z")).isNull();
        assertThat(record.at("x.y").text("z")).isEqualTo("deep");
        assertThat(record.at("x.no").has("z")).isFalse();
        assertThat(record.words("x.list")).containsExactly("a", "b");
        assertThat(record.words("x.y")).isNull();
        assertThat(record.records("x.list")).hasSize(1);
        assertThat(record.firstText("x.no", "x.y.z")).isEqualTo("deep");
        assertThat(record.at("x").names()).containsExactly("y", "list");
    }
}
