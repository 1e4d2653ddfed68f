package ai.gatewayz.sync.activities.vault;

import ai.gatewayz.sync.workflows.model.SnapshotRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;

/** List bodies, gzip, addressed by the SHA-256 of their decoded pages. */
public final class SnapshotVault {
    private final SnapshotDao dao;

    /** A vault in a database. */
    public SnapshotVault(Jdbi jdbi) {
        dao = jdbi.onDemand(SnapshotDao.class);
    }

    /** Stores a body unless it is there. */
    public void put(long providerId, SnapshotRef ref, InputStream gzip, long gzipBytes, boolean dryRun) {
        Argument body = (position, statement, context) -> statement.setBinaryStream(position, gzip, gzipBytes);
        dao.put(providerId, ref, body, dryRun);
    }

    /** The decoded pages one after the other; empty when the body is gone. */
    public Optional<InputStream> open(long providerId, String sha256) throws IOException {
        Optional<byte[]> gzip = dao.body(providerId, sha256);
        return gzip.isPresent()
                ? Optional.of(new GZIPInputStream(new ByteArrayInputStream(gzip.orElseThrow()), 64 * 1024))
                : Optional.empty();
    }

    /** Removes a body that only a dry run wanted. */
    public void discardDryRun(long providerId, String sha256) {
        dao.discardDryRun(providerId, sha256);
    }

    /** Removes bodies older than so many days, but never one that is applied. */
    public int expire(int days) {
        return dao.expire(days);
    }
}
