package ai.gatewayz.sync.catalog.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CircuitBreakerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, CLOSED", "4, CLOSED", "5, OPEN", "50, OPEN"})
    void state_followsTheFailures_rightAfterThem(int failures, CircuitBreaker.State state) {
        assertThat(CircuitBreaker.after(failures, NOW, NOW)).isEqualTo(state);
    }

    @Test
    void state_isAProbe_whenTheWindowIsOver() {
        Instant last = NOW.minus(Duration.ofMinutes(15));

        assertThat(CircuitBreaker.after(5, last.plusMillis(1), NOW)).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(CircuitBreaker.after(5, last, NOW)).isEqualTo(CircuitBreaker.State.PROBE);
        assertThat(CircuitBreaker.after(6, last, NOW)).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @ParameterizedTest
    @CsvSource({"5, PT15M", "6, PT30M", "7, PT1H", "8, PT2H", "9, PT4H", "10, PT6H", "1000000, PT6H"})
    void window_doublesUpToSixHours(int failures, Duration window) {
        assertThat(CircuitBreaker.window(failures)).isEqualTo(window);
    }

    @Test
    void state_isClosed_withoutAKnownFailure() {
        assertThat(CircuitBreaker.after(9, null, NOW)).isEqualTo(CircuitBreaker.State.CLOSED);
    }
}
