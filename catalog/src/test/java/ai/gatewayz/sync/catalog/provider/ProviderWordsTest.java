package ai.gatewayz.sync.catalog.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words are stored and told to the outside, so they never change. */
final class ProviderWordsTest {
    @Test
    void keys_areTheWordsThatAreStored() {
        assertThat(ProviderHealth.values())
                .extracting(ProviderHealth::key)
                .containsExactly("healthy", "degraded", "down", "unknown");
        assertThat(Tier.values()).extracting(Tier::key).containsExactly("every_15_minutes", "hourly", "every_4_hours");
    }

    @ParameterizedTest
    @EnumSource
    void of_healthsOwnWord(ProviderHealth health) {
        assertThat(ProviderHealth.of(health.key())).isEqualTo(health);
    }

    @ParameterizedTest
    @EnumSource
    void find_tiersOwnWord(Tier tier) {
        assertThat(Tier.find(tier.key())).contains(tier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HOURLY", "Healthy", "daily", "default", " down"})
    void anyOtherText_isNoWord(String text) {
        assertThat(Tier.find(text)).isEmpty();
        assertThatThrownBy(() -> ProviderHealth.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no health of a provider is called " + text);
    }

    @ParameterizedTest
    @CsvSource({"1, DEGRADED", "2, DEGRADED", "3, DOWN", "4, DOWN"})
    void afterFailures_downFromTheThirdOn(int failures, ProviderHealth health) {
        assertThat(ProviderHealth.afterFailures(failures)).isEqualTo(health);
    }
}
