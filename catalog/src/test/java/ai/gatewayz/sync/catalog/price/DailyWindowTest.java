package ai.gatewayz.sync.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyWindowTest {
    @ParameterizedTest
    @CsvSource({
        "25:61, 04:00, UTC, , not a time of day: 25:61",
        "01:00, 24:01, UTC, , not a time of day: 24:01",
        "1:00, 04:00, UTC, , not a time of day: 1:00",
        "24:00, 04:00, UTC, , a window cannot begin at 24:00",
        "04:00, 04:00, UTC, , not a window of a day: minute 240 to 240",
        "00:00, 00:00, UTC, , not a window of a day: minute 0 to 0",
        "01:00, 04:00, Mars/Base, , not a time zone: Mars/Base",
        "01:00, 04:00, UTC, monday, not a weekday: monday",
        "01:00, 04:00, UTC, 'mon,', 'not a weekday: '"
    })
    void malformedWindow_isRefusedWithThePartThatIsWrong(
            String from, String to, String zone, String days, String message) {
        assertThatThrownBy(() -> DailyWindow.of(from, to, zone, days))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void summerTime_followsTheClockOfTheZone() {
        DailyWindow window = DailyWindow.of("09:00", "17:00", "Europe/Berlin", null);

        assertThat(window.contains(Instant.parse("2026-01-15T08:00:00Z"))).isTrue();
        assertThat(window.contains(Instant.parse("2026-01-15T07:59:00Z"))).isFalse();
        assertThat(window.contains(Instant.parse("2026-07-15T07:00:00Z"))).isTrue();
        assertThat(window.contains(Instant.parse("2026-07-15T15:00:00Z"))).isFalse();
    }

    @Test
    void hourThatTheClockSkips_hasNoInstant() {
        DailyWindow window = DailyWindow.of("02:00", "03:00", "Europe/Berlin", null);

        // 2026-03-29: from 01:59:59 straight to 03:00.
        assertThat(window.contains(Instant.parse("2026-03-29T00:59:59Z"))).isFalse();
        assertThat(window.contains(Instant.parse("2026-03-29T01:00:00Z"))).isFalse();
    }

    @Test
    void wholeDays_areWrittenUntil2400() {
        DailyWindow weekend = DailyWindow.of("00:00", "24:00", "UTC", "sun,sat");

        assertThat(weekend.contains(Instant.parse("2026-11-28T00:00:00Z"))).isTrue();
        assertThat(weekend.contains(Instant.parse("2026-11-29T23:59:59Z"))).isTrue();
        assertThat(weekend.contains(Instant.parse("2026-11-30T00:00:00Z"))).isFalse();
        assertThat(PriceCondition.ALWAYS.during(weekend).terms())
                .isEqualTo(Map.of("from", "00:00", "to", "24:00", "zone", "UTC", "days", "sat,sun"));
    }

    @Test
    void storedTerms_readBackAsTheSameWindow() {
        DailyWindow window = DailyWindow.of("22:30", "02:15", "Asia/Shanghai", "mon,fri");

        assertThat(PriceCondition.promptFrom(10).during(window).typed())
                .containsExactly(new PriceTerm.PromptSize(10, null), new PriceTerm.TimeOfDay(window));
    }

    @Test
    void datesThatEndBeforeTheyStart_areRefused() {
        Instant start = Instant.parse("2026-11-27T00:00:00Z");

        assertThatThrownBy(() -> PriceCondition.ALWAYS.between(start, start))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ends at 2026-11-27T00:00:00Z, before it starts at 2026-11-27T00:00:00Z");
        assertThat(PriceCondition.ALWAYS.between(start, null).terms())
                .isEqualTo(Map.of("starts_at", "2026-11-27T00:00:00Z"));
    }
}
