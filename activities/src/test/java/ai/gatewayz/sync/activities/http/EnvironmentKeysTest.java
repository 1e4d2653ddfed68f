package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.provider.Credential;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C6: what may be a key. */
class EnvironmentKeysTest {
    private static final Credential TWO_NAMES = Credential.bearer("FIRST_KEY", "SECOND_KEY");

    @Test
    void find_takesFirstVariableThatIsSet() {
        assertThat(keys(Map.of("FIRST_KEY", "a", "SECOND_KEY", "b")).find(TWO_NAMES))
                .contains("a");
        assertThat(keys(Map.of("SECOND_KEY", "b")).find(TWO_NAMES)).contains("b");
        assertThat(keys(Map.of("FIRST_KEY", "", "SECOND_KEY", "b")).find(TWO_NAMES))
                .contains("b");
        assertThat(keys(Map.of("OTHER_KEY", "c")).find(TWO_NAMES)).isEmpty();
        assertThat(keys(Map.of("FIRST_KEY", "a")).find(Credential.NONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`  `|is blank",
                "`canary\n`|holds a line break",
                "`can\rary`|holds a line break",
                "` canary`|holds a space, a control or a non-ASCII character",
                "`can\tary`|holds a space, a control or a non-ASCII character",
                "`can\u0000ary`|holds a space, a control or a non-ASCII character",
                "`can\u007Fary`|holds a space, a control or a non-ASCII character",
                "`canäry`|holds a space, a control or a non-ASCII character",
                "`can\u200Bary`|holds a space, a control or a non-ASCII character",
                "`\"canary\"`|starts with a quotation mark",
                "`'canary'`|starts with a quotation mark",
                "`ChangeMe`|holds a placeholder"
            })
    void find_refusesWhatCannotBeAKey(String value, String reason) {
        assertThatThrownBy(() -> keys(Map.of("SECOND_KEY", value)).find(TWO_NAMES))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage("SECOND_KEY " + reason);
    }

    @Test
    void find_refusesWhatNoHeaderHolds() {
        assertThatThrownBy(() -> keys(Map.of("FIRST_KEY", "k".repeat(8193))).find(TWO_NAMES))
                .hasMessage("FIRST_KEY is longer than 8192 characters");
        assertThat(keys(Map.of("FIRST_KEY", "k".repeat(8192))).find(TWO_NAMES)).isPresent();
    }

    @Test
    void toString_tellsNoKey() {
        assertThat(keys(Map.of("FIRST_KEY", "canary"))).hasToString("EnvironmentKeys");
    }

    private static EnvironmentKeys keys(Map<String, String> environment) {
        return new EnvironmentKeys(environment);
    }
}
