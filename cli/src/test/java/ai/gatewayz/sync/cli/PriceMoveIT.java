package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.Stopper;
import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.simulator.model.ModelTruth;
import ai.gatewayz.sync.workflows.DigestWorkflow;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.DigestReport;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A price that a provider changes, from its list to everybody who reads it, after one sync. */
@Timeout(240)
@SuppressWarnings("NullAway.Init") // set before each test
class PriceMoveIT {
    private static final String PROVIDER = "openrouter";

    @TempDir
    Path directory;

    private final Stopper stopper = new Stopper();
    private final BlockingQueue<Message> slack = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message> hooks = new LinkedBlockingQueue<>();
    private ProviderFleet fleet;
    private HttpServer sink;
    private AdminCalls service;
    private WorkflowClient temporal;

    /** What somebody was sent. */
    private record Message(Map<String, List<String>> headers, String body) {
        String header(String name) {
            return Objects.requireNonNull(headers.get(name)).get(0);
        }
    }

    /** A move of an input price, in dollars per token. */
    private record Move(String id, BigDecimal was, BigDecimal is) {}

    @BeforeEach
    void start() throws IOException {
        fleet = ProviderFleet.start(FleetOptions.defaults().withFrozen(true).withTotalModels(600));
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/slack", exchange -> take(exchange, slack));
        sink.createContext("/hook", exchange -> take(exchange, hooks));
        sink.start();
        Map<String, String> environment = Map.of(
                "TEMPORAL_MODE",
                "embedded",
                "DATA_DIR",
                directory.toString(),
                "PROVIDER_BASE_URL_TEMPLATE",
                fleet.baseUrlTemplate(),
                "SLACK_WEBHOOK_URL",
                address("/slack"),
                "RATE_LIMIT_READS",
                "0",
                "MANAGE_SCHEDULES",
                "false");
        AllInOne.Running running = new AllInOne(
                        environment, DataDirectory.at(directory).create(), new ModuleServices(), stopper, step -> {})
                .start(new AllInOne.Options(null, 0));
        service = new AdminCalls(running.addresses());
        temporal = running.temporal().connection().client();
    }

    @AfterEach
    void stop() {
        stopper.close();
        sink.stop(0);
        fleet.close();
    }

    private static void take(HttpExchange exchange, BlockingQueue<Message> messages) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        messages.add(new Message(Map.copyOf(exchange.getRequestHeaders()), body));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + sink.getAddress().getPort() + path;
    }

    @Test
    void aPriceThatMoves_isTheSameForEverybody_afterOneSync() throws Exception {
        sync();
        JsonNode subscription = service.send(
                "POST", "/admin/subscriptions", "{\"url\":\"" + address("/hook") + "\",\"types\":[\"price.changed\"]}");
        assertThat(digest().digests()).as("the first digest begins now").isZero();
        List<ModelTruth> before = fleet.expectedPrices(PROVIDER);

        fleet.change(100);
        sync();

        List<Move> moves = moves(before);
        assertThat(moves).hasSizeGreaterThanOrEqualTo(3);
        List<JsonNode> feed = new ArrayList<>();
        service.get("/changes?since=0&limit=1000&type=price.changed")
                .path("data")
                .forEach(feed::add);
        Exports exports = new Exports(
                service.get("/exports/litellm"),
                service.get("/exports/models.dev").path(PROVIDER).path("models"),
                service.get("/exports/openrouter").path("data"),
                service.get("/exports/genai-prices"),
                service.text("GET", "/exports/csv", "").lines().toList());
        JsonNode table = service.get("/models/table").path("columns");
        for (Move move : moves) {
            changes(move, feed);
            history(move);
            same(move, "the table", table.path("input").get(indexOf(table.path("id"), move.id())), 0);
            exports.check(move);
        }
        delivered(subscription.path("secret").asText(), feed);
        assertThat(digest().title()).contains(moves.size() + " price changes");
        String text = Json.read(digestMessage()).path("text").asText();
        for (Move move : moves) {
            assertThat(text)
                    .contains("- " + PROVIDER + " " + move.id() + ": input " + perMillion(move.was()) + " → "
                            + perMillion(move.is()) + " (");
        }
    }

    /** Of which the simulator says another input price than before; all that its change moves. */
    private List<Move> moves(List<ModelTruth> before) {
        List<Move> moves = new ArrayList<>();
        for (ModelTruth old : before) {
            String is = fleet.expectedPrice(PROVIDER, old.id())
                    .map(ModelTruth::input)
                    .orElse(null);
            if (old.input() != null && is != null && !is.equals(old.input())) {
                moves.add(new Move(old.id(), new BigDecimal(old.input()), new BigDecimal(is)));
            }
        }
        return moves;
    }

    private static void changes(Move move, List<JsonNode> feed) {
        List<JsonNode> events = feed.stream()
                .filter(event -> event.path("provider_model_id").asText().equals(move.id()))
                .toList();
        assertThat(events).as(move.id()).hasSize(1);
        assertThat(new BigDecimal(events.get(0).at("/before/prompt").asText())).isEqualByComparingTo(move.was());
        same(move, "/changes", events.get(0).at("/after/prompt"), 0);
    }

    /** What the chart of a model draws. */
    private void history(Move move) throws Exception {
        JsonNode rows = service.get(
                        "/prices/" + PROVIDER + "/" + URLEncoder.encode(move.id(), StandardCharsets.UTF_8) + "/history")
                .path("data");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).path("change_kind").asText()).isEqualTo("change");
        same(move, "the history", rows.get(0).at("/pricing/prompt"), 0);
        assertThat(new BigDecimal(rows.get(1).at("/pricing/prompt").asText())).isEqualByComparingTo(move.was());
    }

    /** The catalog as other tools read it. */
    private record Exports(
            JsonNode liteLlm, JsonNode modelsDev, JsonNode openRouter, JsonNode genaiPrices, List<String> csv) {
        void check(Move move) {
            same(move, "litellm", liteLlm.path(PROVIDER + "/" + move.id()).path("input_cost_per_token"), 0);
            same(move, "models.dev", modelsDev.path(move.id()).at("/cost/input"), 6);
            JsonNode model = find(openRouter, row -> row.path("id").asText().equals(PROVIDER + "/" + move.id()));
            same(move, "openrouter", model.at("/pricing/prompt"), 0);
            JsonNode provider = find(genaiPrices, row -> row.path("id").asText().equals(PROVIDER));
            JsonNode entry =
                    find(provider.path("models"), row -> row.path("id").asText().equals(move.id()));
            // One price, or one for each window and one for the rest of the day; an amount, or one for each size.
            JsonNode always = entry.path("prices").isArray()
                    ? find(entry.path("prices"), price -> !price.has("constraint"))
                            .path("prices")
                    : entry.path("prices");
            JsonNode input = always.path("input_mtok");
            same(move, "genai-prices", input.isObject() ? input.path("base") : input, 6);
            assertThat(csv)
                    .as(move.id())
                    .filteredOn(line -> line.startsWith(PROVIDER + "," + move.id() + ","))
                    .singleElement()
                    .asString()
                    .contains(",priced," + move.is().toPlainString() + ",");
        }
    }

    private static JsonNode find(JsonNode rows, Predicate<JsonNode> wanted) {
        for (JsonNode row : rows) {
            if (wanted.test(row)) {
                return row;
            }
        }
        throw new AssertionError("not in " + rows);
    }

    private static int indexOf(JsonNode ids, String id) {
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i).asText().equals(id)) {
                return i;
            }
        }
        throw new AssertionError(id + " is not in " + ids);
    }

    private static void same(Move move, String where, @Nullable JsonNode told, int places) {
        String amount = told == null ? "" : told.asText();
        assertThat(amount).as(where + " of " + move).isNotEmpty();
        assertThat(new BigDecimal(amount))
                .as(where + " of " + move)
                .isEqualByComparingTo(move.is().movePointRight(places));
    }

    /** Each event once, in order, in messages whose signature is right. */
    private void delivered(String secret, List<JsonNode> feed) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        while (events.size() < feed.size()) {
            Message message = Objects.requireNonNull(hooks.poll(30, TimeUnit.SECONDS), "no message");
            String signed =
                    message.header("Webhook-id") + "." + message.header("Webhook-timestamp") + "." + message.body();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            assertThat(message.header("Webhook-signature").split(" ", -1)).contains("v1," + signature);
            Json.read(message.body()).path("data").forEach(events::add);
        }
        assertThat(events).isEqualTo(feed);
        assertThat(hooks).isEmpty();
    }

    private void sync() {
        SyncLauncher launcher = new SyncLauncher(temporal);
        StartedJob job =
                launcher.startProvider(new ProviderSyncRequest(PROVIDER, SyncKind.FULL, false, "test", null, true));
        assertThat(launcher.awaitProvider(job, Duration.ofMinutes(2))
                        .orElseThrow()
                        .status())
                .isEqualTo(JobStatus.COMPLETED);
    }

    /** By hand, as its cron line would. */
    private DigestReport digest() {
        WorkflowStub workflow = temporal.newUntypedWorkflowStub(
                DigestWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                        .setWorkflowId("digest-now")
                        .setTaskQueue(TaskQueues.CATALOG_SYNC)
                        .build());
        workflow.start();
        return workflow.getResult(DigestReport.class);
    }

    /** Operators are told of held prices and the like too. */
    private String digestMessage() throws InterruptedException {
        while (true) {
            Message message = Objects.requireNonNull(slack.poll(30, TimeUnit.SECONDS), "no digest");
            if (message.body().contains(":newspaper:")) {
                return message.body();
            }
        }
    }

    private static String perMillion(BigDecimal usdPerToken) {
        return usdPerToken.movePointRight(6).stripTrailingZeros().toPlainString();
    }
}
