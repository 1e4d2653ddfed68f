package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.workflows.client.StartedJob;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Which job each Idempotency-Key started, for a day and across API processes. The job is started while the key's row is
 * locked: who repeats a request meanwhile waits for it, and when the start fails the key is as good as new.
 */
public final class IdempotencyStore {
    private final Jdbi records;

    /** A store in a database that may be written. */
    public IdempotencyStore(Jdbi records) {
        this.records = records;
    }

    /** What a key was used for. */
    private record Use(byte[] request, String jobId, String runId) {}

    /**
     * Starts a job unless the key has started one.
     *
     * @param request what is asked for; two requests are the same when their texts are
     */
    StartedJob once(IdempotencyKey key, Object request, Supplier<StartedJob> start) {
        byte[] digest = HexFormat.of().parseHex(key.digest());
        byte[] asked = sha256(request.getClass().getSimpleName() + request);
        return records.inTransaction(handle -> {
            handle.execute("SET LOCAL lock_timeout = '4s'");
            if (!claim(handle, digest, asked)) {
                Use use = find(handle, digest).orElseThrow(() -> ApiException.unavailable("try again"));
                if (!MessageDigest.isEqual(use.request(), asked)) {
                    throw ApiException.of(422, "this Idempotency-Key was used for another request");
                }
                return new StartedJob(use.jobId(), use.runId(), true);
            }
            StartedJob job = start.get();
            handle.createUpdate("UPDATE idempotency_keys SET job_id = :job, run_id = :run WHERE key_sha256 = :key")
                    .bind("job", job.jobId())
                    .bind("run", job.runId())
                    .bind("key", digest)
                    .execute();
            return job;
        });
    }

    /** Takes a key that nobody has used within a day. */
    private static boolean claim(Handle handle, byte[] key, byte[] request) {
        handle.execute("DELETE FROM idempotency_keys WHERE expires_at < now()");
        return handle.createUpdate("""
                                INSERT INTO idempotency_keys (key_sha256, request_sha256, expires_at)
                                VALUES (:key, :request, now() + interval '24 hours')
                                ON CONFLICT (key_sha256) DO NOTHING
                                """)
                        .bind("key", key)
                        .bind("request", request)
                        .execute()
                == 1;
    }

    private static Optional<Use> find(Handle handle, byte[] key) {
        return handle.createQuery("SELECT request_sha256, job_id, run_id FROM idempotency_keys WHERE key_sha256 = :key")
                .bind("key", key)
                .map((row, context) -> new Use(row.getBytes(1), row.getString(2), row.getString(3)))
                .findOne();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
