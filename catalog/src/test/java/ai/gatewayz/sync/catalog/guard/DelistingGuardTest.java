package ai.gatewayz.sync.catalog.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.guard.DelistingGuard.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelistingGuardTest {
    @ParameterizedTest
    @CsvSource({
        "100, 100, 100, 0, COUNT_MISSES",
        "100, 51, 51, 0, COUNT_MISSES",
        "100, 50, 50, 0, COUNT_MISSES",
        "100, 49, 49, 0, SHRUNK",
        "100, 40, 40, 0, SHRUNK",
        "100, 0, 0, 0, SHRUNK",
        "100, 10, 500, 0, SHRUNK",
        "3, 2, 2, 0, COUNT_MISSES",
        "3, 1, 1, 0, SHRUNK",
        "1, 0, 0, 0, SHRUNK",
        "0, 0, 0, 0, COUNT_MISSES",
        "18000, 9000, 9000, 0, COUNT_MISSES",
        "18000, 8999, 8999, 0, SHRUNK",
    })
    void shrunkLists_countNothing(long active, long present, long records, long bad, Verdict expected) {
        assertThat(DelistingGuard.judge(active, present, records, bad)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1, COUNT_MISSES",
        "1000, 50, COUNT_MISSES",
        "1000, 51, TOO_MANY_BAD",
        "1000, 500, TOO_MANY_BAD",
        "100, 20, COUNT_MISSES",
        "100, 21, TOO_MANY_BAD",
        "1020, 51, COUNT_MISSES",
        "1019, 51, TOO_MANY_BAD",
        "900, 50, COUNT_MISSES",
        "1, 1, TOO_MANY_BAD",
    })
    void listsWithManyBadRecords_countNothing(long records, long bad, Verdict expected) {
        assertThat(DelistingGuard.judge(records, records, records, bad)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "99, 10", "100, 10", "109, 10", "110, 11", "18000, 1800"})
    void delistings_areLimitedPerRun(long active, long expected) {
        assertThat(DelistingGuard.maxDelistedPerRun(active)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0, false",
        "11, 0, true",
        "10, 400, false",
        "11, 549, true",
        "11, 550, false",
        "12, 550, true",
        "360, 18000, false",
        "361, 18000, true",
    })
    void theCatalog_losesTwoPercentOrTenModelsADayAtMost(long delisted, long active, boolean expected) {
        assertThat(DelistingGuard.isOverDailyLimit(delisted, active)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"COUNT_MISSES, count_misses", "TOO_MANY_BAD, too_many_bad", "SHRUNK, shrunk"})
    void key_isLowerCase(Verdict verdict, String key) {
        assertThat(verdict.key()).isEqualTo(key);
    }
}
