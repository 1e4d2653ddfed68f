package ai.gatewayz.sync.cli.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.api.ApiSettings;
import ai.gatewayz.sync.api.SyncApi;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.embedded.EmbeddedDatabase;
import ai.gatewayz.sync.cli.embedded.TemporalRuntime;
import ai.gatewayz.sync.cli.traces.TraceSink.Span;
import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.worker.SyncWorker;
import ai.gatewayz.sync.worker.WorkerSettings;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import ai.gatewayz.sync.workflows.tracing.TracingSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole service that traces, on its own database and Temporal, with simulated providers. */
@Timeout(180)
class TracesIT {
    private static final String ADMIN_KEY = "zq7canary-admin-key-of-this-test";
    private static final String PROVIDER_KEY = "zq7canary-provider-key-of-this-test";
    private static final String SINK_KEY = "key-of-the-collector";
    private static final String CALLER = "0af7651916cd43dd8448eb211c80319c";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Map<String, String> environment(EmbeddedDatabase database, ProviderFleet fleet, String collector) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", database.url());
        environment.put("ADMIN_API_KEY", ADMIN_KEY);
        environment.put("OPENAI_API_KEY", PROVIDER_KEY);
        environment.put("MANAGE_SCHEDULES", "false");
        environment.put("PORT", "0");
        environment.put("WORKER_PORT", "0");
        environment.put("PROVIDER_BASE_URL_TEMPLATE", fleet.baseUrlTemplate());
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector);
        environment.put("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=" + SINK_KEY);
        return environment;
    }

    @Test
    void requestsAndSyncs_areOneTraceEach_andADeadCollectorHurtsNothing() throws Exception {
        DataDirectory data = DataDirectory.at(directory).create();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data);
                TemporalRuntime runtime = TemporalRuntime.start(Map.of("TEMPORAL_MODE", "embedded"), data);
                ProviderFleet fleet = ProviderFleet.start(
                        FleetOptions.defaults().withFrozen(true).withTotalModels(300));
                TraceSink sink = new TraceSink()) {
            traced(environment(database, fleet, sink.url()), runtime.connection(), sink);
            int sent = sink.spans().size();
            JobOutcome<SyncReport> unseen =
                    untraced(environment(database, fleet, "http://127.0.0.1:1"), runtime.connection());
            assertThat(unseen.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(sink.spans()).hasSize(sent);
        }
    }

    private static void traced(Map<String, String> environment, TemporalConnection temporal, TraceSink sink)
            throws Exception {
        String runId;
        try (SyncWorker worker = SyncWorker.start(WorkerSettings.from(environment), temporal);
                SyncApi api = SyncApi.start(ApiSettings.from(new EnvironmentReader(environment)), temporal)) {
            assertThat(worker.port()).isPositive();
            String base = "http://127.0.0.1:" + api.port();
            assertThat(send(base + "/admin/model-sync/provider/openai?wait=30", "POST"))
                    .isEqualTo(200);
            assertThat(send(base + "/admin/model-sync/provider/nosuch", "POST")).isEqualTo(404);
            assertThat(send(base + "/health/live", "GET")).isEqualTo(200);
            StartedJob job = start(temporal, "nobody-traced", "openrouter", "mistral");
            runId = job.runId();
            assertThat(outcome(temporal, job).status()).isEqualTo(JobStatus.COMPLETED);
        }
        // Closing sends what is left.
        requestOf(sink);
        runOf(runId.replace("-", ""), sink);
        assertThat(sink.spans()).extracting(Span::name).noneMatch(name -> name.contains("health"));
        assertThat(sink.keys()).isNotEmpty().containsOnly(SINK_KEY);
        assertThat(sink.bodies()).contains("provider-sync:openai").doesNotContain("zq7canary", SINK_KEY);
    }

    /** Everything that a request of a traced caller led to is in the caller's trace. */
    private static void requestOf(TraceSink sink) {
        List<Span> trace = trace(sink, CALLER);
        Span request = only(trace, "POST /admin/model-sync/provider/{slug}");
        Span sync = only(trace, "ProviderSync");
        assertThat(request.service()).isEqualTo("catalog-sync-api");
        assertThat(request.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(request.attributes())
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.route", "/admin/model-sync/provider/{slug}")
                .containsEntry("http.response.status_code", "200");
        assertThat(sync.service()).isEqualTo("catalog-sync-worker");
        assertThat(sync.parent()).isEqualTo(request.id());
        assertThat(sync.attributes()).containsEntry("temporal.workflow.id", "provider-sync:openai");
        assertThat(trace.stream().filter(span -> span.parent().equals(sync.id())))
                .extracting(Span::name)
                .contains("Fetch", "Transform", "Upsert");
        assertThat(only(trace, "Fetch").attributes())
                .containsEntry("temporal.activity.attempt", "1")
                .containsEntry("temporal.task_queue", "catalog-fetch")
                .containsEntry("temporal.workflow.id", "provider-sync:openai");
        assertThat(trace).allSatisfy(span -> assertThat(span.status()).isZero());
    }

    /** A run that nobody traced is found by its number. */
    private static void runOf(String runId, TraceSink sink) {
        List<Span> trace = trace(sink, runId);
        Span catalog = only(trace, "CatalogSync");
        assertThat(catalog.parent()).isEmpty();
        List<Span> children = trace.stream()
                .filter(span -> span.name().equals("ProviderSync"))
                .toList();
        assertThat(children).hasSize(2).allSatisfy(child -> assertThat(child.parent())
                .isEqualTo(catalog.id()));
        assertThat(children)
                .extracting(child -> child.attributes().get("temporal.workflow.id"))
                .containsExactlyInAnyOrder("provider-sync:openrouter", "provider-sync:mistral");
        for (Span child : children) {
            assertThat(trace.stream().filter(span -> span.parent().equals(child.id())))
                    .extracting(Span::name)
                    .contains("Fetch");
        }
    }

    private static JobOutcome<SyncReport> untraced(Map<String, String> environment, TemporalConnection temporal) {
        try (SyncWorker worker = SyncWorker.start(WorkerSettings.from(environment), temporal)) {
            assertThat(worker.port()).isPositive();
            return outcome(temporal, start(temporal, "collector-away", "openai", "mistral"));
        }
    }

    private static StartedJob start(TemporalConnection temporal, String name, String... slugs) {
        return new SyncLauncher(temporal.client())
                .startCatalog(new CatalogSyncRequest(SyncKind.FULL, List.of(slugs), false, "test", 8), name);
    }

    private static JobOutcome<SyncReport> outcome(TemporalConnection temporal, StartedJob job) {
        return new SyncLauncher(temporal.client())
                .awaitCatalog(job, LONG_ENOUGH)
                .orElseThrow();
    }

    private static int send(String url, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + ADMIN_KEY)
                .header(
                        "traceparent",
                        "00-" + (url.contains("openai") ? CALLER : "1" + CALLER.substring(1)) + "-b7ad6b7169203331-01")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static List<Span> trace(TraceSink sink, String id) {
        return sink.spans().stream().filter(span -> span.traceId().equals(id)).toList();
    }

    private static Span only(List<Span> spans, String name) {
        List<Span> found =
                spans.stream().filter(span -> span.name().equals(name)).toList();
        assertThat(found)
                .as("%s of %s", name, spans.stream().map(Span::name).toList())
                .hasSize(1);
        return found.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4317",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://user:secret@collector:4318",
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc",
        "OTEL_EXPORTER_OTLP_HEADERS, secret",
        "OTEL_EXPORTER_OTLP_TRACES_HEADERS, 'a=b,secret'",
        "SENTRY_DSN, https://sentry.example.com/42",
        "SENTRY_DSN, secret"
    })
    void wrongSettings_stopTheStart_inOneLine(String variable, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DATABASE_URL", "postgresql://u@db.test/n", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"));
        environment.put(variable, value);

        assertThatThrownBy(() -> WorkerSettings.from(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(variable + ": ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void settings_showNoValue() {
        TracingSettings settings = TracingSettings.from(new EnvironmentReader(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:4318",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "x-api-key=" + SINK_KEY)));

        assertThat(settings.toString()).doesNotContain(SINK_KEY, "4318");
    }
}
