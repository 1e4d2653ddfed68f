package ai.gatewayz.sync.activities.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads how long a provider asks us to stay away: whole seconds or an HTTP date, clamped; anything else is ignored. */
final class RetryAfter {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String HEADER = "Retry-After";
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final int DIGITS_BEYOND_LONGEST = 9;

    private final InstantSource clock;

    RetryAfter(InstantSource clock) {
        this.clock = clock;
    }

    Optional<Duration> read(Headers headers) {
        String value = headers.get(HEADER);
        if (value == null) {
            return Optional.empty();
        }
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(
                    value.length() > DIGITS_BEYOND_LONGEST
                            ? LONGEST
                            : clamp(Duration.ofSeconds(Integer.parseInt(value))));
        }
        @Nullable Instant until = headers.getInstant(HEADER);
        return Optional.ofNullable(until).map(instant -> clamp(Duration.between(clock.instant(), instant)));
    }

    private static Duration clamp(Duration wait) {
        if (wait.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
