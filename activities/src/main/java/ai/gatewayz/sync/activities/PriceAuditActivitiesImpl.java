package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.audit.Dispositions;
import ai.gatewayz.sync.activities.audit.PriceAudits;
import ai.gatewayz.sync.activities.audit.Scorecard;
import ai.gatewayz.sync.activities.audit.SnapshotReplay;
import ai.gatewayz.sync.activities.audit.StoredCatalog;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.runs.RunRef;
import ai.gatewayz.sync.workflows.activity.PriceAuditActivities;
import ai.gatewayz.sync.workflows.model.PriceAuditRecord;
import ai.gatewayz.sync.workflows.model.PriceAuditReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** What {@code ./catalog-sync replay} and {@code accuracy} do, as steps of a workflow. */
public final class PriceAuditActivitiesImpl implements PriceAuditActivities {
    /** Older lists were looked at when they were young; a reader that was mended since differs from them for good. */
    private static final Duration REPLAYED = Duration.ofDays(7);

    private static final int MOST_FINDINGS = 20;

    private final StoredCatalog catalog;
    private final PriceAudits audits;
    private final ProviderRegistry registry;
    private final InstantSource clock;

    /** Audits over their collaborators. */
    public PriceAuditActivitiesImpl(
            StoredCatalog catalog, PriceAudits audits, ProviderRegistry registry, InstantSource clock) {
        this.catalog = catalog;
        this.audits = audits;
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public PriceAuditReport.Replay replayLists() {
        Heartbeat heartbeat = Heartbeat.ofThisActivity();
        SnapshotReplay.Report report = ActivityFailures.database(() -> catalog.replay(registry)
                .run(
                        clock.instant().minus(REPLAYED),
                        slug -> {
                            heartbeat.beat(slug);
                            return true;
                        },
                        MOST_FINDINGS));
        List<String> findings = Stream.concat(
                        report.differences().stream()
                                .map(d -> d.provider() + " " + d.providerModelId() + ": recorded " + d.recorded()
                                        + ", now " + d.now()),
                        report.unreadable().stream())
                .limit(MOST_FINDINGS)
                .map(PriceAuditActivitiesImpl::brief)
                .toList();
        return new PriceAuditReport.Replay(
                report.snapshots(),
                report.prices(),
                report.differing(),
                report.unreadable().size(),
                findings);
    }

    @Override
    public PriceAuditReport.Feeds compareWithFeeds() {
        Heartbeat heartbeat = Heartbeat.ofThisActivity();
        Scorecard card = new Scorecard(Dispositions.known());
        ActivityFailures.database(() -> {
            catalog.fill(
                    card,
                    registry.all(),
                    provider -> heartbeat.beat(provider.slug().value()));
            return card;
        });
        List<Scorecard.Mismatch> wrong =
                card.mismatches().stream().filter(Scorecard.Mismatch::isWrong).toList();
        return new PriceAuditReport.Feeds(
                card.compared().stream().mapToLong(Scorecard.Compared::joined).sum(),
                card.mismatches().stream().filter(Scorecard.Mismatch::isOpen).count(),
                wrong.size(),
                wrong.stream()
                        .limit(MOST_FINDINGS)
                        .map(m -> m.provider() + " " + m.model() + " " + m.dimension() + ": " + m.price() + ", "
                                + m.feed() + " says " + m.reference())
                        .map(PriceAuditActivitiesImpl::brief)
                        .toList());
    }

    /** Findings travel through Temporal, and some prices have many lines. */
    private static String brief(String text) {
        return text.length() <= 500 ? text : text.substring(0, 499) + "…";
    }

    @Override
    public void recordPriceAudit(PriceAuditRecord record) {
        RunRef run = ThisRun.of("all");
        ActivityFailures.database(() -> {
            audits.insert(run.workflowId(), run.runId(), record);
            return run;
        });
    }
}
