package ai.gatewayz.sync.api.syncs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether syncs happen and succeed. Times are instants, the rate is in percent. */
record SyncHealth(
        boolean isHealthy,
        String healthReason,
        @Nullable Instant lastRunTime,
        @Nullable Instant lastSuccessTime,
        @Nullable Long minutesSinceLastSync,
        long totalRuns,
        long successfulRuns,
        long failedRuns,
        BigDecimal successRate,
        @Nullable String lastError,
        @Nullable BigDecimal lastDurationSeconds,
        @Nullable Long lastModelsSynced,
        long syncIntervalMinutes) {
    /** A success may be this many intervals old. */
    private static final int PATIENCE = 2;

    /** From the run log. */
    public static SyncHealth of(SyncRunQueries.HealthRow row, Duration interval, Instant now) {
        Instant success = row.lastSuccessTime();
        Long minutes = success == null
                ? null
                : Math.max(0, Duration.between(success, now).toMinutes());
        boolean healthy = minutes != null && minutes <= PATIENCE * interval.toMinutes();
        return new SyncHealth(
                healthy,
                reason(minutes, interval, healthy),
                row.lastRunTime(),
                success,
                minutes,
                row.totalRuns(),
                row.successfulRuns(),
                row.failedRuns(),
                rate(row),
                row.lastError(),
                seconds(row.lastDurationMs()),
                row.lastModelsSynced(),
                interval.toMinutes());
    }

    private static String reason(@Nullable Long minutes, Duration interval, boolean healthy) {
        if (minutes == null) {
            return "no sync has succeeded yet";
        }
        String age = "the last successful sync ended " + minutes + " minutes ago";
        return healthy ? age : age + "; one is due every " + interval.toMinutes();
    }

    private static BigDecimal rate(SyncRunQueries.HealthRow row) {
        return row.totalRuns() == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(row.successfulRuns() * 100)
                        .divide(BigDecimal.valueOf(row.totalRuns()), 2, RoundingMode.HALF_EVEN);
    }

    private static @Nullable BigDecimal seconds(@Nullable Long millis) {
        return millis == null ? null : BigDecimal.valueOf(millis, 3);
    }
}
