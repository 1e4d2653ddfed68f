package ai.gatewayz.sync.activities.vault;

import ai.gatewayz.sync.workflows.model.SnapshotRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jdbi.v3.core.Jdbi;

/** List bodies, gzip, addressed by the SHA-256 of their decoded pages. */
public final class SnapshotVault {
    private static final String PUT = """
            INSERT INTO provider_snapshots (provider_id, sha256, pages, raw_bytes, body, is_dry_run)
            VALUES (:provider, :sha, :pages, :bytes, :body, :dry)
            ON CONFLICT (provider_id, sha256) DO UPDATE SET is_dry_run = false
            WHERE provider_snapshots.is_dry_run AND NOT excluded.is_dry_run
            """;

    private final Jdbi jdbi;

    /** A vault in a database. */
    public SnapshotVault(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Stores a body unless it is there. */
    public void put(long providerId, SnapshotRef ref, InputStream gzip, long gzipBytes, boolean dryRun) {
        jdbi.useHandle(handle -> handle.createUpdate(PUT)
                .bind("provider", providerId)
                .bind("sha", HexFormat.of().parseHex(ref.sha256()))
                .bind("pages", ref.pages())
                .bind("bytes", ref.bytes())
                .bindBinaryStream("body", gzip, (int) gzipBytes)
                .bind("dry", dryRun)
                .execute());
    }

    /** The decoded pages one after the other; empty when the body is gone. */
    public Optional<InputStream> open(long providerId, String sha256) throws IOException {
        Optional<byte[]> gzip = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT body FROM provider_snapshots WHERE provider_id = :provider AND sha256 = :sha")
                .bind("provider", providerId)
                .bind("sha", HexFormat.of().parseHex(sha256))
                .mapTo(byte[].class)
                .findOne());
        return gzip.isPresent()
                ? Optional.of(new GZIPInputStream(new ByteArrayInputStream(gzip.orElseThrow()), 64 * 1024))
                : Optional.empty();
    }

    /** Removes a body that only a dry run wanted. */
    public void discardDryRun(long providerId, String sha256) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM provider_snapshots WHERE provider_id = :provider AND sha256 = :sha AND is_dry_run")
                .bind("provider", providerId)
                .bind("sha", HexFormat.of().parseHex(sha256))
                .execute());
    }

    /** Removes bodies older than so many days, but never one that is applied. */
    public int expire(int days) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("""
                        DELETE FROM provider_snapshots v USING provider_sync_state s
                        WHERE s.provider_id = v.provider_id AND s.applied_sha256 IS DISTINCT FROM v.sha256
                          AND v.fetched_at < now() - make_interval(days => :days)
                        """).bind("days", days).execute());
    }
}
