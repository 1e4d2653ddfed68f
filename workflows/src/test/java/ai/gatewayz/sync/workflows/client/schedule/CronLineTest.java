package ai.gatewayz.sync.workflows.client.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronLineTest {
    @ParameterizedTest
    @CsvSource({
        "7 */6 * * *, 2026-11-21T05:20:00Z, 2026-11-21T06:07:00Z",
        "7 */6 * * *, 2026-11-21T06:07:00Z, 2026-11-21T12:07:00Z",
        "37 3-23/6 * * *, 2026-11-21T21:37:30Z, 2026-11-22T03:37:00Z",
        "0 2 * * *, 2026-12-31T02:00:00Z, 2027-01-01T02:00:00Z",
        "*/15 * * * *, 2026-11-21T23:50:00Z, 2026-11-22T00:00:00Z",
        "'5,35 8-10 * * *', 2026-11-21T10:06:00Z, 2026-11-21T10:35:00Z",
        "30 4 * * 0, 2026-11-21T05:20:00Z, 2026-11-22T04:30:00Z",
        "0 0 29 2 *, 2026-11-21T05:20:00Z, 2028-02-29T00:00:00Z"
    })
    void next_isTheFirstTimeAfter(String line, Instant after, Instant expected) {
        assertThat(CronLine.parse(line).next(after)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"7 */6 * * *, 360", "*/15 * * * *, 15", "0 2 * * *, 1440", "'0,50 */2 * * *', 50", "0 23 * * 1, 1440"})
    void shortestGap_isOverMidnightToo(String line, long minutes) {
        assertThat(CronLine.parse(line).shortestGap()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({
        "51 4 * * *, 1440",
        "*/15 * * * *, 15",
        "'0,50 */2 * * *', 70",
        "0 9-17 * * *, 960",
        "0 23 * * 1, 10080",
        "0 2 31 * *, 87840",
        "0 2 29 2 *, 2103840"
    })
    void longestGap_isOverNightsAndDaysWithoutARun(String line, long minutes) {
        assertThat(CronLine.parse(line).longestGap()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({"7 */6 * * *, 6", "37 3-23/6 * * *, 6", "7 * * * *, 1", "0 2 * * *, 24"})
    void everyHours_isKnown_whenRunsAreEvenlySpaced(String line, int hours) {
        assertThat(CronLine.parse(line).everyHours()).contains(hours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/15 * * * *", "0 9-17 * * *", "0 2 * * 1", "0 2 1 * *", "0 */5 * * *"})
    void everyHours_isUnknown_otherwise(String line) {
        assertThat(CronLine.parse(line).everyHours()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "* * * *", "0 0 * * * *", "61 * * * *", "0 24 * * *", "0 0 0 * *", "0 0 * 13 *", "0 0 * * 7",
                "@every 6h", "@daily", "a b c d e", "5-1 * * * *", "*/0 * * * *", "0 0 30 2 *", "0 0 1 * 1",
                        "*/2 * * * *",
                "* * * * *", "0 0 * * MON", "CRON_TZ=UTC 0 0 * * *", "0 0 * * * ; rm", "0,1 0 * * *"
            })
    void parse_refusesWhatNotEveryServerTakes(String line) {
        assertThatThrownBy(() -> CronLine.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void calendar_isTheLineThatMadeIt() {
        ScheduleCalendarSpec calendar = ScheduleCalendarSpec.newBuilder()
                .setMinutes(List.of(new ScheduleRange(37)))
                .setHour(List.of(new ScheduleRange(3, 23, 6)))
                .setDayOfMonth(ScheduleCalendarSpec.ALL_MONTH_DAYS)
                .setMonth(ScheduleCalendarSpec.ALL_MONTHS)
                .setDayOfWeek(ScheduleCalendarSpec.ALL_WEEK_DAYS)
                .build();
        assertThat(CronLine.of(calendar))
                .hasValueSatisfying(line -> assertThat(line).hasToString("37 3-23/6 * * *"));
        assertThat(CronLine.of(ScheduleCalendarSpec.newBuilder(calendar)
                        .setYear(List.of(new ScheduleRange(2027)))
                        .build()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "6, 7, 0, 7 */6 * * *",
        "6, 37, 3, 37 3-23/6 * * *",
        "1, 37, 0, 37 * * * *",
        "24, 37, 12, 37 12 * * *",
        "5, 7, 0, every 5 h",
        "168, 7, 0, every 168 h"
    })
    void cadence_isACronLineWhereOneCanSayIt(int hours, int minute, int first, String expected) {
        Cadence cadence = Cadence.everyHours(hours, minute, first);
        assertThat(cadence).hasToString(expected);
        assertThat(cadence.hours()).isEqualTo(hours);
        assertThat(cadence.shortestGap()).isEqualTo(Duration.ofHours(hours));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 169})
    void cadence_refusesOtherIntervals(int hours) {
        assertThatThrownBy(() -> Cadence.everyHours(hours, 7, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
