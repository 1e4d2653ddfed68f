package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F3: every form of the header. The clock stands at 2026-03-01T12:00:00Z. */
class RetryAfterTest {
    private final RetryAfter retryAfter = new RetryAfter(InstantSource.fixed(FetchFixture.NOW));

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 1",
        "30, 30",
        "007, 7",
        "600, 600",
        "601, 600",
        "1000000000, 600",
        "99999999999999999999999999, 600",
        "'Sun, 01 Mar 2026 12:00:42 GMT', 42",
        "'Sun, 01 Mar 2026 11:59:00 GMT', 1",
        "'Sun, 01 Mar 2026 12:00:00 GMT', 1",
        "'Fri, 31 Dec 9999 23:59:59 GMT', 600",
        "'Sunday, 01-Mar-26 12:00:42 GMT', 42",
        "'Sun Mar  1 12:00:42 2026', 42"
    })
    void read_clampsToBetweenOneSecondAndTenMinutes(String value, long seconds) {
        assertThat(read(value)).isEqualTo(Optional.of(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "-30",
                "+5",
                "1.5",
                "1e9",
                "5s",
                "soon",
                "0x10",
                "٣",
                "1 2",
                "NaN",
                "2026-03-01T12:00:42Z"
            })
    void read_ignoresAnythingElse(String value) {
        assertThat(read(value)).isEmpty();
    }

    @Test
    void read_isEmpty_withoutHeader() {
        assertThat(retryAfter.read(Headers.of())).isEmpty();
    }

    private Optional<Duration> read(String value) {
        return retryAfter.read(
                new Headers.Builder().addUnsafeNonAscii("Retry-After", value).build());
    }
}
