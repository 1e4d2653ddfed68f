package ai.gatewayz.sync.activities.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReaderTest {
    private static final String GOOD = "{\"id\":\"next\"}";

    static String[] largeRecords() {
        String many = String.join(",", Collections.nCopies(60_000, "null"));
        return new String[] {
            "{\"id\":\"big\",\"details\":\"" + "x".repeat(1_000_000) + "\",\"after\":{\"a\":[1,{\"b\":[]}]}}",
            "{\"id\":\"big\",\"deep\":{\"er\":[\"" + "y".repeat(300_000) + "\",[1],{}]},\"z\":1}",
            "{\"id\":\"big\",\"nulls\":[" + many + "],\"z\":[[]]}",
            "{\"id\":\"big\",\"n\":" + "1".repeat(200_000) + ",\"m\":" + "2".repeat(100_000) + "}",
            "{\"id\":\"big\"" + " ".repeat(300_000) + "}",
            "{\"" + "k".repeat(30_000) + "\":1,\"a\":[" + "[],".repeat(100_000) + "[]]}",
            "\"" + "s".repeat(300_000) + "\"",
        };
    }

    @Tag("P42")
    @ParameterizedTest
    @MethodSource("largeRecords")
    void recordOver256KiB_isSkippedAndTheNextOneRead(String large) throws IOException {
        Samples.Records records = Samples.read(Envelope.topLevelArray(), "[" + GOOD + "," + large + "," + GOOD + "]");

        assertThat(records.ids()).containsExactly("next", "next");
        assertThat(records.tooLarge).containsExactly("record 1 is over 262144 bytes");
        assertThat(records.unusable).isEmpty();
    }

    @Test
    void aDescriptionThatIsTooLong_isCut_andTheModelStays() throws IOException {
        String model = "{\"id\":\"m\",\"description\":\"" + "語".repeat(200_000) + "\",\"price\":\"1\"}";
        Samples.Records records = Samples.read(Envelope.topLevelArray(), "[" + model + "," + GOOD + "]");

        assertThat(records.ids()).containsExactly("m", "next");
        assertThat(records.good.get(0).text("description")).hasSize(64 * 1024);
        assertThat(records.good.get(0).text("price")).isEqualTo("1");
    }

    @Test
    void limit_isExact() throws IOException {
        // From after the opening brace to after the closing one.
        String shell = "{\"d\":\"\"}";
        String atLimit = "{\"d\":\"" + "x".repeat(256 * 1024 - (shell.length() - 1)) + "\"}";
        String overLimit = atLimit.replace("{\"d\":\"", "{\"d\":\"x");

        Samples.Records records = Samples.read(Envelope.topLevelArray(), "[" + atLimit + "," + overLimit + "]");

        assertThat(records.good).hasSize(1);
        assertThat(records.tooLarge).containsExactly("record 1 is over 262144 bytes");
    }

    @Test
    void limit_countsBytes() throws IOException {
        Samples.Records records =
                Samples.read(Envelope.topLevelArray(), "[{\"d\":\"" + "語".repeat(90_000) + "\"}," + GOOD + "]");

        assertThat(records.ids()).containsExactly("next");
        assertThat(records.tooLarge).hasSize(1);
    }

    @Tag("P19")
    @Test
    void duplicateKeys_makeARecordUnusable() throws IOException {
        Samples.Records records = Samples.read(
                Envelope.topLevelArray(),
                "[{\"id\":\"a\",\"id\":\"b\"},{\"id\":\"c\",\"pricing\":{\"prompt\":1,\"prompt\":2}}," + GOOD + "]");

        assertThat(records.ids()).containsExactly("next");
        assertThat(records.unusable).containsExactly("record 0 names a field twice", "record 1 names a field twice");
    }

    @Test
    void otherElements_areUnusable() throws IOException {
        Samples.Records records = Samples.read(Envelope.topLevelArray(), "[null,1,\"s\",[],true," + GOOD + "]");

        assertThat(records.ids()).containsExactly("next");
        assertThat(records.unusable)
                .containsExactly(
                        "record 0 is NULL, not an object",
                        "record 1 is POJO, not an object",
                        "record 2 is STRING, not an object",
                        "record 3 is ARRAY, not an object",
                        "record 4 is BOOLEAN, not an object");
    }

    @ParameterizedTest
    @MethodSource("numberTexts")
    void numbers_keepTheirText(String number) throws IOException {
        assertThat(Samples.x(number).decimal("x")).isEqualTo(number);
    }

    static String[] numberTexts() {
        return new String[] {
            "0.18000000000000002",
            "5e-07",
            "1E+2",
            "-0",
            "-0.0",
            "1.10",
            "1e100000000",
            "0.0000000208333333333333",
            "9".repeat(5_000),
        };
    }
}
