package ai.gatewayz.sync.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The least SQL that could do the same work: read every stored hash; COPY the changed rows and merge them. */
final class WriteFloor {
    private final Jdbi jdbi;
    private final long providerId;

    WriteFloor(Jdbi jdbi, long providerId) {
        this.jdbi = jdbi;
        this.providerId = providerId;
    }

    void run(int changed) throws IOException, SQLException {
        try (Handle handle = jdbi.open()) {
            long hashes = handle
                    .createQuery("SELECT m.provider_model_id, m.content_hash, p.price_hash FROM"
                            + " catalog_models m JOIN model_pricing p ON p.model_id = m.id WHERE m.provider_id ="
                            + " :provider")
                    .bind("provider", providerId)
                    .map((row, context) -> row.getString("provider_model_id").length()
                            + row.getBytes("content_hash").length
                            + row.getBytes("price_hash").length)
                    .stream()
                    .count();
            if (hashes == 0) {
                throw new IllegalStateException("nothing to compare with");
            }
            if (changed > 0) {
                merge(handle, changed);
            }
        }
    }

    private void merge(Handle handle, int changed) throws SQLException {
        handle.begin();
        handle.execute("CREATE TEMPORARY TABLE floor (provider_model_id text, price numeric) ON COMMIT DROP");
        CopyIn copy =
                handle.getConnection().unwrap(PGConnection.class).getCopyAPI().copyIn("COPY floor FROM STDIN");
        for (int i = 0; i < changed; i++) {
            byte[] row = ("bench/model-" + i + "\t0.00" + (1000 + i) + "\n").getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(row, 0, row.length);
        }
        copy.endCopy();
        handle.createUpdate("""
                        UPDATE model_pricing p SET price_per_input_token = f.price, last_updated = now()
                        FROM floor f JOIN catalog_models m
                          ON m.provider_id = :provider AND m.provider_model_id = f.provider_model_id
                        WHERE p.model_id = m.id
                        """).bind("provider", providerId).execute();
        // Rolled back: the floor must leave the prices to the measured path; the work is done all the same.
        handle.rollback();
    }
}
