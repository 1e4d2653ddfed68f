package ai.gatewayz.sync.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://al:p%40ss@db:5433/cat?sslmode=require",
                "postgres://al:p%40ss@db:5433/cat?sslmode=require",
                "jdbc:postgresql://db:5433/cat?user=al&password=p%40ss&sslmode=require"
            })
    void parse_allForms_areTheSame(String text) {
        assertThat(DatabaseUrl.parse(text))
                .isEqualTo(new DatabaseUrl("jdbc:postgresql://db:5433/cat?sslmode=require", "al", "p@ss"));
    }

    @Tag("C2")
    @Test
    void toString_hidesThePassword() {
        assertThat(DatabaseUrl.parse("postgresql://al:secret@db/cat")).hasToString("jdbc:postgresql://db/cat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://db/cat", "postgresql://db", "postgresql:///cat", "postgresql://a:se cret@db/x"})
    void parse_otherText_isRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("cret");
    }
}
