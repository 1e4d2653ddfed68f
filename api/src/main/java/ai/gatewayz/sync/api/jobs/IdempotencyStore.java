package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.http.Sha256;
import ai.gatewayz.sync.api.jobs.IdempotencyDao.KeyUse;
import ai.gatewayz.sync.workflows.client.StartedJob;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Which job each Idempotency-Key started, for a day and across API processes. The job is started while the key's row is
 * locked: who repeats a request meanwhile waits for it, and when the start fails the key is as good as new.
 */
final class IdempotencyStore {
    private final Jdbi records;

    /** A store in a database that may be written. */
    IdempotencyStore(Jdbi records) {
        this.records = records;
    }

    /**
     * Starts a job unless the key has started one.
     *
     * @param request what is asked for; two requests are the same when their texts are
     */
    StartedJob once(IdempotencyKey key, Object request, Supplier<StartedJob> start) {
        byte[] digest = HexFormat.of().parseHex(key.digest());
        byte[] asked = Sha256.of(request.getClass().getSimpleName() + request);
        return records.inTransaction(handle -> {
            IdempotencyDao keys = handle.attach(IdempotencyDao.class);
            keys.limitWait();
            keys.deleteExpired();
            if (!keys.insert(digest, asked)) {
                return earlier(keys.find(digest), asked);
            }
            StartedJob job = start.get();
            keys.setJob(digest, job.jobId(), job.runId());
            return job;
        });
    }

    private static StartedJob earlier(Optional<KeyUse> found, byte[] asked) {
        KeyUse use = found.orElseThrow(() -> ApiException.unavailable("try again"));
        if (!MessageDigest.isEqual(use.request(), asked)) {
            throw ApiException.of(422, "this Idempotency-Key was used for another request");
        }
        return new StartedJob(use.jobId(), use.runId(), true);
    }
}
