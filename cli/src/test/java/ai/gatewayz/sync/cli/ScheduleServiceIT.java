package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.cli.command.CommandContext;
import ai.gatewayz.sync.cli.command.Program;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Stopper;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands against the whole service: PostgreSQL, a real Temporal server, simulated providers, worker, API. */
@Timeout(240)
class ScheduleServiceIT {
    private static final String SECRET = "Qm7-webhook-Zt5xKw2p-9LrV";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TEMPORAL_MODE", "dev-server");
        environment.put("DATA_DIR", directory.toString());
        environment.put("MODEL_WEBHOOK_SECRET", SECRET);
        environment.put("PRICING_SYNC_PROVIDERS", "groq,openrouter");
        String binary = System.getenv("TEMPORAL_CLI");
        if (binary != null) {
            environment.put("TEMPORAL_CLI", binary);
        }
        environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
        return environment;
    }

    private Stopper up(String... faults) {
        Stopper stopper = new Stopper();
        new AllInOne(environment(), DataDirectory.at(directory).create(), new ModuleServices(), stopper, step -> {})
                .start(new AllInOne.Options(new FleetRequest(0, 1, 300, true, null, List.of(faults)), 0));
        return stopper;
    }

    /** A hundred starts of one provider at once: 50 over HTTP, 30 webhooks, 10 commands and 10 of the schedule. */
    private void everyWayOfStarting_leadsToOneRun() throws Exception {
        RunFile run = Objects.requireNonNull(RunFile.find(DataDirectory.at(directory)));
        List<Callable<String>> starts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            starts.add(() -> job(post(run.apiUrl() + "/admin/model-sync/provider/groq?wait=0", run.adminKey())));
        }
        for (int i = 0; i < 30; i++) {
            long timestamp = System.currentTimeMillis() + i;
            starts.add(() -> job(event(run.apiUrl(), timestamp)));
        }
        for (int i = 0; i < 10; i++) {
            starts.add(() -> job(
                    run(0, "sync", "--provider", "groq", "--no-wait", "--json").out()));
            starts.add(() -> {
                String job = json("schedule", "trigger", "pricing-sync", "--json")
                        .path("job_id")
                        .asText();
                return ofScheduledRun(run, job);
            });
        }
        Collections.shuffle(starts, new Random(1));
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            Set<String> jobs = new TreeSet<>();
            for (Future<String> start : threads.invokeAll(starts)) {
                jobs.add(start.get());
            }
            assertThat(jobs).hasSize(1).first().asString().startsWith("provider-sync:groq ");
        } finally {
            threads.shutdownNow();
        }
    }

    /** Nobody serves their task queue, so they cannot write themselves into the run log. */
    private static void runsThatWereCutOff_areListed(RunFile run) throws Exception {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(Objects.requireNonNull(run.temporalAddress()))
                .build());
        try {
            WorkflowClient client = WorkflowClient.newInstance(stubs);
            unserved(client, "catalog-sync-manual-stopped", Duration.ofMinutes(1))
                    .terminate("by hand");
            WorkflowStub late = unserved(client, "catalog-sync-manual-late", Duration.ofSeconds(1));
            assertThatThrownBy(() -> late.getResult(Void.class)).isInstanceOf(WorkflowFailedException.class);
            // The server lists a run shortly after its end; every look is a request.
            Instant limit = Instant.now().plusSeconds(20);
            Map<String, String> listed = cutOff(run);
            while (listed.size() < 2 && Instant.now().isBefore(limit)) {
                listed = cutOff(run);
            }
            assertThat(listed)
                    .containsOnly(
                            Map.entry("catalog-sync-manual-stopped", "cancelled"),
                            Map.entry("catalog-sync-manual-late", "timed_out"));
        } finally {
            stubs.shutdownNow();
        }
    }

    private static WorkflowStub unserved(WorkflowClient client, String id, Duration timeout) {
        WorkflowStub stub = client.newUntypedWorkflowStub(
                "CatalogSync",
                WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue("nobody")
                        .setWorkflowExecutionTimeout(timeout)
                        .build());
        stub.start();
        return stub;
    }

    private static Map<String, String> cutOff(RunFile run) throws Exception {
        Map<String, String> statuses = new HashMap<>();
        for (String status : List.of("cancelled", "timed_out")) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(run.apiUrl() + "/admin/jobs?status=" + status))
                            .header("Authorization", "Bearer " + run.adminKey())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            Json.read(answer.body())
                    .path("jobs")
                    .forEach(job -> statuses.put(
                            job.path("job_id").asText(), job.path("status").asText()));
        }
        return statuses;
    }

    private static String job(String answer) {
        JsonNode job = Json.read(answer);
        return job.path("job_id").asText() + " " + job.path("run_id").asText();
    }

    /** The provider's run that a scheduled job waits for, or found running. */
    private String ofScheduledRun(RunFile run, String job) throws Exception {
        String groq = "";
        for (int look = 0; look < 100 && groq.isEmpty(); look++) {
            for (JsonNode provider : json("status", job, "--json").path("providers")) {
                if (provider.path("provider").asText().equals("groq")
                        && !provider.path("step").asText().equals("queued")) {
                    groq = provider.path("step").asText();
                }
            }
        }
        assertThat(groq).isNotIn("", "failed", "skipped", "cancelled");
        return job(post(run.apiUrl() + "/admin/model-sync/provider/groq?wait=0", run.adminKey()));
    }

    private static String post(String url, String key) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.noBody()));
    }

    private static String event(String url, long timestamp) throws Exception {
        String body = "{\"gateway\":\"groq\",\"event_type\":\"models.updated\",\"models\":[],\"timestamp\":" + timestamp
                + "}";
        String signature = HexFormat.of()
                .formatHex(SharedSecret.of(SECRET.getBytes(StandardCharsets.UTF_8))
                        .hmac(body.getBytes(StandardCharsets.UTF_8)));
        return send(HttpRequest.newBuilder(URI.create(url + "/api/webhooks/models-updated"))
                .header("Content-Type", "application/json")
                .header("X-Webhook-Signature", signature)
                .POST(BodyPublishers.ofString(body)));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.body();
    }

    private Recorder run(int code, String... arguments) {
        Recorder recorder = new Recorder();
        CommandContext context =
                new CommandContext(environment(), recorder.screen(), new ModuleServices(), new Stopper(), file -> {});
        assertThat(Program.run(context, verbose -> {}, arguments))
                .as(recorder.out() + String.join("\n", recorder.errLines()))
                .isEqualTo(code);
        return recorder;
    }

    private JsonNode json(String... arguments) {
        return Json.read(run(0, arguments).out());
    }

    private JsonNode schedule(String id) {
        for (JsonNode schedule : json("schedule", "--json").path("schedules")) {
            if (schedule.path("id").asText().equals(id)) {
                return schedule;
            }
        }
        throw new AssertionError("no schedule " + id);
    }

    @Test
    void changesOfOperators_surviveTheNextStart_andTheCommandsWorkOnTheRealApi() throws Exception {
        assumeTrue(TemporalBinary.find(System.getenv()).isPresent(), "skipped: this needs the temporal program");
        Stopper first = up();
        try {
            run(0, "sync", "--providers", "groq,openrouter");
            assertThat(run(0, "pricing-sync", "--dry-run").outLines())
                    .containsExactly(
                            "No price would change.",
                            "[DRY RUN] " + supported()
                                    + " providers: 0 prices would change, 0 would be held, 0 providers failed.");
            run(0, "pricing-sync", "--providers", "groq");
            assertThat(run(0, "history").outLines()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(run(0, "providers", "seed").out())
                    .startsWith("Synced " + Providers.all().size() + " providers to database");
            assertThat(run(0, "cleanup").out()).startsWith("nothing is stuck");
            assertThat(schedule("pricing-sync").path("cron").asText()).isEqualTo("37 3-23/6 * * *");
            run(0, "schedule", "set", "pricing-sync", "--every", "2");
            run(0, "schedule", "pause", "pricing-sync", "--note", "maintenance");
            run(1, "schedule", "pause", "nothing");
            run(2, "schedule", "set", "pricing-sync", "--cron", "61 * * * *");
            String job = json("schedule", "trigger", "pricing-sync", "--json")
                    .path("job_id")
                    .asText();
            assertThat(run(0, "status", job, "--watch").out()).contains("completed");
        } finally {
            first.close();
        }
        // Nobody waits for its end: it runs for as long as all of the starts below take.
        Stopper second = up("groq:delay=30000");
        try {
            JsonNode kept = schedule("pricing-sync");
            assertThat(kept.path("enabled").asBoolean()).isFalse();
            assertThat(kept.path("note").asText()).isEqualTo("maintenance");
            assertThat(kept.path("interval_hours").asInt()).isEqualTo(2);
            assertThat(json("schedule", "resume", "pricing-sync", "--json").path("next_runs"))
                    .hasSize(5);
            RunFile run = Objects.requireNonNull(RunFile.find(DataDirectory.at(directory)));
            JsonNode groq = Json.read(HTTP.send(
                            HttpRequest.newBuilder(URI.create(run.apiUrl() + "/api/sync/status?gateway=groq"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            assertThat(groq.path("status").path("nextSync").asLong())
                    .isEqualTo(Instant.parse(schedule("catalog-sync")
                                    .path("next_runs")
                                    .path(0)
                                    .asText())
                            .toEpochMilli());
            everyWayOfStarting_leadsToOneRun();
            runsThatWereCutOff_areListed(run);
        } finally {
            second.close();
        }
    }

    private static long supported() {
        return Providers.all().stream().filter(Provider::isSupported).count();
    }
}
