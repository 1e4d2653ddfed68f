package ai.gatewayz.sync.api.models;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Where a model's price comes from: its source, and the fetch and job that recorded it. */
final class ProvenanceJson {
    static final String COLUMNS = """
            pr.pricing_source, pr.pricing_basis, h.changed_by, h.job_id, h.change_kind, h.fence, h.valid_at, h.recorded_at,
            encode(h.snapshot_sha256, 'hex') AS snapshot_sha256, h.transformer_version
            """;

    static final String TABLES = """
            LEFT JOIN LATERAL (
                SELECT changed_by, job_id, change_kind, fence, snapshot_sha256, transformer_version,
                       to_char(valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS valid_at,
                       to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS recorded_at
                FROM model_pricing_history
                WHERE model_id = m.id AND change_kind <> 'unpin'
                  AND (change_kind IN ('pin', 'rollback')) = coalesce(pr.is_pinned, false)
                ORDER BY valid_from DESC, id DESC LIMIT 1) h ON true
            """;

    private ProvenanceJson() {}

    static void write(ResultSet row, JsonGenerator json) throws IOException, SQLException {
        json.writeObjectFieldStart("price_provenance");
        json.writeStringField("source", row.getString("pricing_source"));
        json.writeStringField("basis", row.getString("pricing_basis"));
        json.writeStringField("change_kind", row.getString("change_kind"));
        json.writeStringField("valid_from", row.getString("valid_at"));
        json.writeStringField("recorded_at", row.getString("recorded_at"));
        json.writeStringField("recorded_by", row.getString("changed_by"));
        json.writeStringField("job_id", row.getString("job_id"));
        json.writeStringField("snapshot_sha256", row.getString("snapshot_sha256"));
        int version = row.getInt("transformer_version");
        json.writeFieldName("transformer_version");
        if (row.wasNull()) {
            json.writeNull();
        } else {
            json.writeNumber(version);
        }
        json.writeEndObject();
    }
}
