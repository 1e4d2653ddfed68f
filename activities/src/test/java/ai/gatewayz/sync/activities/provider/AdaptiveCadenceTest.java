package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.provider.AdaptiveCadence.Look;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveCadenceTest {
    private static final AdaptiveCadence CADENCE = new AdaptiveCadence(Duration.ofHours(1), Duration.ofHours(6));

    /** Hourly looks, the newest just now; the newest of them found changes. */
    private static List<Look> looks(int runs, int changed) {
        return IntStream.range(0, runs)
                .mapToObj(i -> new Look(Duration.ofHours(i), i < changed))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // nothing is known yet
        "0, 0, PT1H",
        "4, 0, PT1H",
        // 4 h without a change
        "5, 0, PT4H",
        // 6 h and more without a change: the ceiling
        "7, 0, PT6H",
        "20, 0, PT6H",
        // 19 h with n changes, divided by 2n + 1
        "20, 1, PT6H",
        "20, 2, PT3H48M",
        "20, 3, PT2H42M51.428571428S",
        "20, 5, PT1H43M38.181818181S",
        "20, 9, PT1H",
        "20, 19, PT1H",
        // what the oldest found had changed before the span
        "20, 20, PT1H",
        "5, 5, PT1H"
    })
    void next_isAShareOfTheSpan_withinBounds(int runs, int changed, Duration expected) {
        assertThat(CADENCE.next(looks(runs, changed))).isEqualTo(expected);
    }

    @Test
    void oldestLook_onlyMarksWhereTheSpanBegins() {
        List<Look> looks = IntStream.range(0, 7)
                .mapToObj(i -> new Look(Duration.ofHours(i), i == 6))
                .toList();
        assertThat(CADENCE.next(looks)).isEqualTo(Duration.ofHours(6));
    }

    @ParameterizedTest
    @CsvSource({
        // six hours after the newest of 20 that found nothing, less a tenth of the floor
        "PT5H53M, false",
        "PT5H54M, true",
        "PT6H, true"
    })
    void isDue_atATenthOfTheFloorBeforeTheInterval(Duration sinceNewest, boolean due) {
        List<Look> looks = looks(20, 0).stream()
                .map(look -> new Look(look.age().plus(sinceNewest), false))
                .toList();
        assertThat(CADENCE.isDue(looks)).isEqualTo(due);
    }

    @Test
    void unknownProvider_isDue() {
        assertThat(CADENCE.isDue(List.of())).isTrue();
    }

    @Test
    void bounds_areInOrder() {
        assertThatThrownBy(() -> new AdaptiveCadence(Duration.ofHours(2), Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 < floor <= ceiling, but they are PT2H and PT1H");
        assertThatThrownBy(() -> new AdaptiveCadence(Duration.ZERO, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
