package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.SearchAttributeSetup;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleIds;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleView;
import ai.gatewayz.sync.workflows.client.schedule.SchedulesUnsupported;
import ai.gatewayz.sync.workflows.client.schedule.SyncSchedules;
import io.temporal.testserver.TestServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server without schedules: the in-JVM one. */
final class CronScheduleIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T05:20:00Z"), ZoneOffset.UTC);

    private final TestServer.InProcessTestServer server = TestServer.createServer(true);
    private final TemporalConnection temporal = TemporalConnection.over(server.getChannel());
    private final ScheduleStart start = new ScheduleStart(temporal, CLOCK);
    private final SyncSchedules schedules = new SyncSchedules(temporal, CLOCK);

    @BeforeEach
    void registerAttributes() {
        SearchAttributeSetup.register(temporal);
    }

    @AfterEach
    void close() {
        temporal.close();
        server.close();
    }

    private void apply(Map<String, String> environment) {
        start.apply(ScheduleSettings.from(new EnvironmentReader(environment)));
    }

    /** Tells runs of one id apart. */
    private Instant started(String workflowId) {
        return temporal.client().newUntypedWorkflowStub(workflowId).describe().getStartTime();
    }

    @Test
    void apply_startsOneCronWorkflowPerSchedule() {
        apply(Map.of());
        Instant run = started("catalog-sync-cron");
        apply(Map.of());

        assertThat(started("catalog-sync-cron")).isEqualTo(run);
        assertThat(started("pricing-sync-cron")).isAfterOrEqualTo(run);
        assertThat(schedules.list()).extracting(ScheduleView::id).containsExactly("catalog-sync", "pricing-sync");
    }

    @Test
    void view_tellsWhatTheCronWorkflowWillDo() {
        apply(Map.of("PRICING_SYNC_INTERVAL_HOURS", "4", "PRICING_SYNC_PROVIDERS", "groq,vercel"));

        ScheduleView view = schedules.find(ScheduleIds.PRICING).orElseThrow();
        assertThat(view.kind()).isEqualTo("prices");
        assertThat(view.cron()).isEqualTo("37 2-23/4 * * *");
        assertThat(view.intervalHours()).isEqualTo(4);
        assertThat(view.providers()).containsExactly("groq", "vercel-ai-gateway");
        assertThat(view.nextRunAt()).isEqualTo(Instant.parse("2026-11-21T06:37:00Z"));
        assertThat(view.backend()).isEqualTo("cron");
    }

    @Test
    void changes_areRefusedWithTheWayOut() {
        apply(Map.of());
        assertThatThrownBy(() -> schedules.pause(ScheduleIds.CATALOG, "x"))
                .isInstanceOf(SchedulesUnsupported.class)
                .hasMessageContaining("put the temporal program on the PATH");
        assertThatThrownBy(() -> schedules.change(ScheduleIds.PRICING, null, false, "x"))
                .isInstanceOf(SchedulesUnsupported.class);
    }

    @Test
    void trigger_startsTheRequestOfTheSchedule() {
        apply(Map.of("PRICING_SYNC_PROVIDERS", "groq"));
        StartedJob job = schedules.trigger(ScheduleIds.PRICING, "alice", "1").orElseThrow();

        assertThat(job.jobId()).isEqualTo("pricing-sync-manual-1");
        assertThat(temporal.client()
                        .newUntypedWorkflowStub(job.jobId())
                        .describe()
                        .getStaticSummary())
                .isEqualTo("1 providers · PRICES · alice");
    }

    @Test
    void switchedOff_nothingRuns() {
        apply(Map.of("MODEL_SYNC_ENABLED", "false", "PRICING_SYNC_ENABLED", "false"));
        assertThat(schedules.list()).isEmpty();
        apply(Map.of("MANAGE_SCHEDULES", "false"));
        assertThat(schedules.list()).isEmpty();
    }

    @Test
    void unevenInterval_cannotRunWithoutSchedules() {
        apply(Map.of("MODEL_SYNC_INTERVAL_HOURS", "5"));
        assertThat(schedules.find(ScheduleIds.CATALOG)).isEmpty();
    }

    @Test
    void syncOnStartup_startsOneSyncForWorkersThatStartTogether() {
        apply(Map.of("SYNC_MODELS_ON_STARTUP", "true"));
        apply(Map.of("SYNC_MODELS_ON_STARTUP", "true"));
        assertThat(started("catalog-sync-manual-startup-20261121T0520")).isNotNull();
    }
}
