package ai.gatewayz.sync.activities.audit;

import ai.gatewayz.sync.workflows.model.PriceAuditRecord;
import ai.gatewayz.sync.workflows.model.PriceAuditReport;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/** One row per ended look at all stored prices. */
public final class PriceAudits {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PriceAuditDao dao;

    /** Those of a database. */
    public PriceAudits(Jdbi jdbi) {
        dao = jdbi.onDemand(PriceAuditDao.class);
    }

    /** Writes the row; a repeated call changes nothing. */
    public void insert(String jobId, String runId, PriceAuditRecord record) {
        PriceAuditReport.Replay replay = record.report().replay();
        PriceAuditReport.Feeds feeds = record.report().feeds();
        ArrayNode findings = JSON.createArrayNode();
        replay.findings().forEach(findings::add);
        feeds.findings().forEach(findings::add);
        Instant started = Instant.ofEpochMilli(record.startedAtMillis());
        dao.insert(new PriceAuditDao.AuditRow(
                jobId,
                runId,
                started.atOffset(ZoneOffset.UTC),
                started.plus(Duration.ofMillis(record.durationMillis())).atOffset(ZoneOffset.UTC),
                record.durationMillis(),
                replay,
                feeds,
                findings.toString()));
    }
}
