package ai.gatewayz.sync.simulator.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in the spellings of the providers, all UTC. */
final class Dates {
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

    private Dates() {}

    /** {@code 2026-02-01}. */
    static String day(long seconds) {
        return Instant.ofEpochSecond(seconds)
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    /** {@code 2026-02-01T10:20:30Z}. */
    static String instant(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }

    /** {@code 2026-02-01T10:20:30.000Z}. */
    static String millis(long seconds) {
        return MILLIS.format(Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC));
    }

    /** {@code 2026-02-01 10:20:30.000}, without a zone. */
    static String spaced(long seconds) {
        return SPACED.format(Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC));
    }
}
