package ai.gatewayz.sync.workflows.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentReaderTest {
    private static EnvironmentReader with(String name, String value) {
        return new EnvironmentReader(Map.of(name, value));
    }

    @Test
    void unset_takesTheDefault() {
        EnvironmentReader reader = new EnvironmentReader(Map.of());

        assertThat(reader.number("N", 6, 1, 168)).isEqualTo(6);
        assertThat(reader.flag("F", true)).isTrue();
        assertThat(reader.list("L")).isEmpty();
        assertThat(reader.text("T")).isNull();
    }

    @Tag("C3")
    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "169", "0.5", "abc", "1e9", "6h", "99999999999999999999"})
    void number_outsideItsBounds_namesTheVariable(String value) {
        assertThatThrownBy(() ->
                        with("PRICING_SYNC_INTERVAL_HOURS", value).number("PRICING_SYNC_INTERVAL_HOURS", 6, 1, 168))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("PRICING_SYNC_INTERVAL_HOURS: must be a whole number from 1 to 168");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void blank_isAMistakeAndNotTheDefault(String value) {
        assertThatThrownBy(() -> with("PRICING_SYNC_PROVIDERS", value).list("PRICING_SYNC_PROVIDERS"))
                .hasMessage("PRICING_SYNC_PROVIDERS: is set but empty; unset it or give it a value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "TRUE"})
    void flag_otherWords_areRefused(String value) {
        assertThatThrownBy(() -> with("F", value).flag("F", false)).hasMessage("F: must be true or false");
    }

    @Test
    void list_dropsBlanksAndRepetitions() {
        assertThat(with("L", " groq, openai,,groq ,").list("L")).isEqualTo(List.of("groq", "openai"));
    }

    @Test
    void choice_unknownWord_listsTheAllowedOnes() {
        assertThatThrownBy(() ->
                        with("TEMPORAL_MODE", "cloud").choice("TEMPORAL_MODE", "auto", List.of("auto", "external")))
                .hasMessage("TEMPORAL_MODE: must be one of auto, external");
    }

    @Tag("C5")
    @ParameterizedTest
    @ValueSource(strings = {",", " , ,", ",,,"})
    void list_ofCommasOnly_isAMistakeAndNotEverything(String value) {
        assertThatThrownBy(() -> with("PRICING_SYNC_PROVIDERS", value).list("PRICING_SYNC_PROVIDERS"))
                .hasMessage("PRICING_SYNC_PROVIDERS: holds commas only; unset it or name something");
    }

    @Tag("C26")
    @Test
    void endlessText_isRefused_unrepeated() {
        assertThatThrownBy(() ->
                        with("MODEL_SYNC_PROVIDERS", "x".repeat(128 * 1024)).list("MODEL_SYNC_PROVIDERS"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("MODEL_SYNC_PROVIDERS: has more than 65536 characters");
    }
}
