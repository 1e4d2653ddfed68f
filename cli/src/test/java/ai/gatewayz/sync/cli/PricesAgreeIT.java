package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.command.CommandContext;
import ai.gatewayz.sync.cli.command.Program;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.Stopper;
import ai.gatewayz.sync.migrations.DatabaseUrl;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever tells a price tells the one that is served: after each move of it, on a running service, everything that tells
 * prices is asked; at the end, the past is.
 */
@Timeout(240)
@SuppressWarnings("NullAway.Init") // set before each test
class PricesAgreeIT {
    private static final String ONE = "m-one";
    private static final String TWO = "m-two";
    /** Readers hear of a commit some milliseconds after it. */
    private static final int LOOKS = 50;

    @TempDir
    Path directory;

    private final Stopper stopper = new Stopper();
    private final Map<String, String> listed = new TreeMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private HttpServer provider;
    private RunFile run;
    private AdminCalls service;

    /** What was served at an instant. */
    private record Moment(String step, Instant at, String model, String price) {}

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/groq/", exchange -> {
            byte[] body = list().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        Map<String, String> environment = Map.of(
                "TEMPORAL_MODE", "embedded",
                "DATA_DIR", directory.toString(),
                "PROVIDER_BASE_URL_TEMPLATE",
                        "http://127.0.0.1:" + provider.getAddress().getPort() + "/{provider}",
                "GROQ_API_KEY", "0123456789abcdef",
                "RATE_LIMIT_READS", "0",
                "MANAGE_SCHEDULES", "false");
        run = new AllInOne(environment, DataDirectory.at(directory).create(), new ModuleServices(), stopper, step -> {})
                .start(new AllInOne.Options(null, 0))
                .addresses();
        service = new AdminCalls(run);
    }

    @AfterEach
    void stop() {
        stopper.close();
        provider.stop(0);
    }

    private String list() {
        List<String> models = new ArrayList<>();
        listed.forEach((id, prompt) -> models.add("{\"id\":\"" + id + "\",\"object\":\"model\",\"active\":true,"
                + "\"context_window\":8192,\"pricing\":{\"prompt\":\"" + prompt + "\",\"completion\":\"0.0000008\"}}"));
        return "{\"object\":\"list\",\"data\":[" + String.join(",", models) + "]}";
    }

    @Test
    void everythingThatTellsAPrice_tellsTheServedOne_nowAndForThePast() throws Exception {
        sync("0.0000005", "0.0000004");
        agree("a first sync", "0.0000005", "0.0000004");
        long first = service.get("/models?limit=1").path("generation").asLong();

        long pin = service.send("POST", "/admin/overrides", """
                {"provider": "groq", "model_id": "m-one", "kind": "price", "prompt": "0.0000009",
                 "completion": "0.000001", "note": "contract"}
                """).path("id").asLong();
        agree("a pin", "0.0000009", "0.0000004");

        sync("0.00000055", "0.00000044");
        agree("a sync under the pin", "0.0000009", "0.00000044");

        service.send("POST", "/admin/providers/groq/rollback?to=" + first, "");
        agree("a rollback, which leaves the pin", "0.0000009", "0.0000004");

        service.send("DELETE", "/admin/providers/groq/rollback", "");
        agree("its undoing", "0.0000009", "0.00000044");

        service.send("DELETE", "/admin/overrides/" + pin, "");
        agree("the end of the pin", "0.00000055", "0.00000044");

        for (Moment moment : moments) {
            String known = "&as_known_at=" + moment.at();
            Map<String, String> told = new TreeMap<>();
            told.put("/prices?at", price(moment.model(), "?at=" + moment.at()));
            told.put("/prices?at&as_known_at", price(moment.model(), "?at=" + moment.at() + known));
            told.put("/quote?at", quote(moment.model(), "&at=" + moment.at()));
            assertThat(told).as("%s, of the past: %s", moment, told).allSatisfy((place, price) -> assertThat(price)
                    .isEqualTo(moment.price()));
        }
    }

    private void sync(String one, String two) throws Exception {
        listed.put(ONE, one);
        listed.put(TWO, two);
        assertThat(service.send("POST", "/admin/model-sync/provider/groq?wait=50", "")
                        .path("status")
                        .asText())
                .isEqualTo("completed");
    }

    private void agree(String step, String one, String two) throws Exception {
        for (Map.Entry<String, String> expected : Map.of(ONE, one, TWO, two).entrySet()) {
            Map<String, String> told = told(expected.getKey());
            for (int look = 1; look < LOOKS && new HashSet<>(told.values()).size() > 1; look++) {
                told = told(expected.getKey());
            }
            assertThat(told).as("after %s: %s", step, told).hasSize(11).allSatisfy((place, price) -> assertThat(price)
                    .isEqualTo(expected.getValue()));
            moments.add(new Moment(step, now(), expected.getKey(), expected.getValue()));
        }
    }

    /** The price of an input token by everything that tells it. */
    private Map<String, String> told(String model) throws Exception {
        Map<String, String> told = new TreeMap<>();
        String now = "at=" + now();
        told.put(
                "/models",
                plain(find(service.get("/models?gateway=groq"), "provider_model_id", model)
                        .at("/pricing/prompt")));
        told.put("/models/p/m", plain(service.get("/models/groq/" + model).at("/pricing/prompt")));
        told.put(
                "/v1/models",
                plain(find(service.get("/v1/models"), "id", "groq/" + model).at("/pricing/prompt")));
        told.put("/prices", price(model, ""));
        told.put("/prices?at", price(model, "?" + now));
        told.put("/quote", quote(model, ""));
        told.put("/quote?at", quote(model, "&" + now));
        told.put(
                "/exports/litellm",
                plain(service.get("/exports/litellm").path("groq/" + model).path("input_cost_per_token")));
        told.put(
                "./catalog-sync price",
                plain(command("price", "groq", model, "--json").at("/pricing/prompt")));
        told.put("served_prices", served(model));
        told.put("/changes", lastEvent(model));
        return told;
    }

    private String price(String model, String query) throws Exception {
        return plain(service.get("/prices/groq/" + model + query).at("/pricing/prompt"));
    }

    /** Of a million input tokens, so that nothing but their price is in it. */
    private String quote(String model, String query) throws Exception {
        JsonNode total = service.get("/quote?provider=groq&input_tokens=1000000&model=" + model + query)
                .path("total_usd");
        return new BigDecimal(total.asText())
                .movePointLeft(6)
                .stripTrailingZeros()
                .toPlainString();
    }

    private JsonNode command(String... arguments) {
        Recorder recorder = new Recorder();
        CommandContext context = new CommandContext(
                Map.of("DATA_DIR", directory.toString()), recorder.screen(), new ModuleServices(), stopper, file -> {});
        assertThat(Program.run(context, verbose -> {}, arguments))
                .as(recorder.err())
                .isZero();
        return Json.read(recorder.out());
    }

    private String served(String model) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(run.databaseUrl());
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                PreparedStatement select =
                        connection.prepareStatement("SELECT price_per_input_token FROM served_prices s"
                                + " JOIN catalog_models m ON m.id = s.model_id WHERE m.provider_model_id = ?")) {
            select.setString(1, model);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getBigDecimal(1).stripTrailingZeros().toPlainString();
            }
        }
    }

    private String lastEvent(String model) throws Exception {
        String last = "no event";
        for (JsonNode event : service.get("/changes?since=0&limit=1000").path("data")) {
            if (event.path("provider_model_id").asText().equals(model)
                    && List.of("model.added", "price.changed")
                            .contains(event.path("type").asText())) {
                last = plain(event.at("/after/prompt"));
            }
        }
        return last;
    }

    private static JsonNode find(JsonNode page, String field, String value) {
        for (JsonNode row : page.path("data")) {
            if (row.path(field).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("no " + value + " in " + page);
    }

    private static String plain(JsonNode amount) {
        return amount.isMissingNode() || amount.isNull()
                ? "none"
                : new BigDecimal(amount.asText()).stripTrailingZeros().toPlainString();
    }

    /** As PostgreSQL keeps it, so that the next move begins later. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
