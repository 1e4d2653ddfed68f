package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Stopper;
import ai.gatewayz.sync.workflows.PriceAuditWorkflow;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.model.PriceAuditReport;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a running service tells Prometheus, beside what docs/operations.md says that it tells. */
@Timeout(240)
final class MetricsIT {
    /** What dashboards of the old system and of this one ask for, whatever the documents say. */
    private static final List<String> PROMISED = List.of(
            "pricing_scheduled_sync_runs_total",
            "pricing_scheduled_sync_duration_seconds",
            "pricing_last_sync_timestamp",
            "pricing_models_synced_total",
            "sync_runs_total",
            "sync_duration_seconds",
            "provider_sync_duration_seconds",
            "provider_sync_total",
            "provider_last_success_timestamp",
            "catalog_models",
            "catalog_generation",
            "price_changes_total",
            "held_changes",
            "unpriced_models",
            "unread_price_terms",
            "cache_invalidations_total",
            "webhook_requests_total",
            "http_server_requests_seconds");

    /** Of Temporal's SDK: what the rules ask for and an idle worker has. */
    private static final List<String> OF_THE_SDK = List.of(
            "temporal_num_pollers",
            "temporal_worker_task_slots_available",
            "temporal_worker_task_slots_used",
            "temporal_workflow_task_schedule_to_start_latency_seconds",
            "temporal_activity_schedule_to_start_latency_seconds");

    @TempDir
    Path directory;

    @Test
    void everyDocumentedMetric_isThereWithItsText_andNoOther() throws Exception {
        Stopper stopper = new Stopper();
        try {
            AllInOne.Running running = new AllInOne(
                            Map.of("TEMPORAL_MODE", "embedded", "MANAGE_SCHEDULES", "false"),
                            DataDirectory.at(directory).create(),
                            new ModuleServices(),
                            stopper,
                            step -> {})
                    .start(new AllInOne.Options(new FleetRequest(0, 1, 300, true, null, List.of()), 0));
            AdminCalls calls = new AdminCalls(running.addresses());
            calls.send("POST", "/admin/model-sync/provider/groq?wait=50", "");
            lookAtPrices(running.temporal().connection().client());
            String api = calls.text("GET", "/metrics", "");
            String worker = onceClocksWereCompared(new AdminCalls(atWorker(running.addresses())));

            assertThat(families(api)).isEqualTo(documented("api-metrics"));
            assertThat(families(worker)).isEqualTo(documented("metrics"));
            assertThat(families(api + worker)).containsAll(PROMISED);
            assertThat(api + worker).contains("price_audit_findings{check=\"recorded_price\"} 0.0");
            OF_THE_SDK.forEach(name -> assertThat(worker).contains("# HELP " + name + " "));
        } finally {
            stopper.close();
        }
    }

    /** The worker's metrics; it looks at the clocks every few seconds, and has nothing to say of them before. */
    private static String onceClocksWereCompared(AdminCalls worker) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        String metrics = worker.text("GET", "/metrics", "");
        for (int look = 0; look < 60 && !metrics.contains("\nsync_clock_skew_seconds "); look++) {
            assertThat(never.await(500, TimeUnit.MILLISECONDS)).isFalse();
            metrics = worker.text("GET", "/metrics", "");
        }
        return metrics;
    }

    private static void lookAtPrices(WorkflowClient temporal) {
        WorkflowStub audit = temporal.newUntypedWorkflowStub(
                PriceAuditWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                        .setWorkflowId("price-audit-now")
                        .setTaskQueue(TaskQueues.CATALOG_SYNC)
                        .build());
        audit.start();
        assertThat(audit.getResult(PriceAuditReport.class).isClean()).isTrue();
    }

    private static RunFile atWorker(RunFile run) {
        return new RunFile(
                run.workerUrl(),
                run.workerUrl(),
                run.databaseUrl(),
                run.temporalAddress(),
                run.temporalUiUrl(),
                run.adminKey(),
                run.pid(),
                run.providerBaseUrl());
    }

    /** Names of what is ours, each with a sentence and a value. */
    private static TreeSet<String> families(String text) {
        TreeSet<String> names = new TreeSet<>();
        Pattern.compile("^# TYPE (\\w+) ", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .forEach(type -> {
                    String name = type.group(1);
                    assertThat(text).as(name).containsPattern("(?m)^# HELP " + name + " [A-Z].{10,}$");
                    assertThat(text).as(name).containsPattern("(?m)^" + name + "(_count)?(\\{.*})? [-\\d]");
                    if (!name.matches("(jvm|process|system|temporal)_.*")) {
                        names.add(name.replaceAll("_max$", ""));
                    }
                });
        return names;
    }

    private static TreeSet<String> documented(String table) throws IOException {
        String page = Files.readString(Path.of("../docs/operations.md"));
        String part = page.substring(page.indexOf("<!-- " + table + ":begin"), page.indexOf("<!-- " + table + ":end"));
        TreeSet<String> names = new TreeSet<>();
        Pattern.compile("^\\| `(\\w+)`", Pattern.MULTILINE)
                .matcher(part)
                .results()
                .forEach(row -> names.add(Objects.requireNonNull(row.group(1))));
        return names;
    }
}
