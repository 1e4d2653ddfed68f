package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Where a page of jobs ended. The check sum is no secret: it only notices cursors that were cut or made up. */
record JobCursor(Instant at, String jobId, String runId) {
    private static final int MOST_CHARACTERS = 600;

    static JobCursor after(JobSummary job) {
        return new JobCursor(job.startedAt(), job.jobId(), job.runId());
    }

    static @Nullable JobCursor read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split("\\|", -1);
            if (text.length() <= MOST_CHARACTERS && parts.length == 4) {
                JobCursor cursor = new JobCursor(instant(Long.parseLong(parts[0])), parts[1], parts[2]);
                if (cursor.toString().equals(text)) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    private static ApiException refused() {
        return ApiException.badRequest("cursor", "is none that this list gave out");
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Whether a job comes after this one in the list. */
    boolean isBefore(JobSummary job) {
        int order = job.startedAt().truncatedTo(ChronoUnit.MICROS).compareTo(at.truncatedTo(ChronoUnit.MICROS));
        if (order == 0) {
            order = job.jobId().compareTo(jobId);
        }
        return order == 0 ? job.runId().compareTo(runId) < 0 : order < 0;
    }

    @Override
    public String toString() {
        String plain = ChronoUnit.MICROS.between(Instant.EPOCH, at) + "|" + jobId + "|" + runId;
        CRC32 sum = new CRC32();
        sum.update(plain.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((plain + "|" + Long.toHexString(sum.getValue())).getBytes(StandardCharsets.UTF_8));
    }
}
