package ai.gatewayz.sync.activities.vault;

import ai.gatewayz.sync.workflows.model.SnapshotRef;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Statements on {@code provider_snapshots}; hashes are hex. */
interface SnapshotDao {
    /** What a dry run stored is kept from the first sync on that means it. */
    @SqlUpdate("""
            INSERT INTO provider_snapshots (provider_id, sha256, pages, raw_bytes, body, is_dry_run)
            VALUES (:providerId, decode(:sha256, 'hex'), :pages, :bytes, :body, :dryRun)
            ON CONFLICT (provider_id, sha256) DO UPDATE SET is_dry_run = false
            WHERE provider_snapshots.is_dry_run AND NOT excluded.is_dry_run
            """)
    void put(long providerId, @BindMethods SnapshotRef ref, Argument body, boolean dryRun);

    @SqlQuery("SELECT body FROM provider_snapshots WHERE provider_id = :providerId AND sha256 = decode(:sha256, 'hex')")
    Optional<byte[]> body(long providerId, String sha256);

    @SqlUpdate("""
            DELETE FROM provider_snapshots
            WHERE provider_id = :providerId AND sha256 = decode(:sha256, 'hex') AND is_dry_run
            """)
    void discardDryRun(long providerId, String sha256);

    @SqlUpdate("""
            DELETE FROM provider_snapshots v USING provider_sync_state s
            WHERE s.provider_id = v.provider_id AND s.applied_sha256 IS DISTINCT FROM v.sha256
              AND v.fetched_at < now() - make_interval(days => :days)
            """)
    int expire(int days);
}
