package ai.gatewayz.sync.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiSettings;
import ai.gatewayz.sync.api.SyncApi;
import ai.gatewayz.sync.cli.command.CommandContext;
import ai.gatewayz.sync.cli.command.Program;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.FakeServices;
import ai.gatewayz.sync.cli.runtime.Stopper;
import ai.gatewayz.sync.cli.usage.Tariff.Usage;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code quote --file} over a year of usage beside a calculation by hand: as known then, as known now, and what differs. */
@ExtendWith(CatalogDatabase.class)
@Timeout(120)
final class UsageYearIT {
    private static final int USAGES = 10_000;
    private static final int MODELS = 24;
    private static final int MOVES = 600;
    private static final String KEY = "a-key-for-this-test-only";

    @TempDir
    Path folder;

    private final Random random = new Random(20261128);
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(2));
    private final Instant start = end.minus(Duration.ofDays(365));

    /** A usage's cost by hand; null where there is no price. */
    private record Cost(@Nullable BigDecimal then, @Nullable BigDecimal now) {
        BigDecimal difference() {
            return amount(now).subtract(amount(then));
        }

        static BigDecimal amount(@Nullable BigDecimal cost) {
            return cost == null ? BigDecimal.ZERO : cost;
        }
    }

    private List<Usage> usages() {
        List<Usage> usages = new ArrayList<>();
        for (int i = 0; i < USAGES; i++) {
            long input = random.nextInt(10) == 0 ? random.nextInt(400_000) : random.nextInt(20_000);
            usages.add(new Usage(
                    // One in a hundred is of a model that is not there.
                    "m" + (random.nextInt(100) == 0 ? MODELS + 1 : 1 + random.nextInt(MODELS)),
                    random.nextInt(100) == 0 ? null : start.plusSeconds(random.nextInt(365 * 86_400) - 5 * 86_400L),
                    input,
                    random.nextInt((int) input + 1),
                    random.nextInt(9_000)));
        }
        return usages;
    }

    private static Cost cost(PriceYear year, Usage usage) {
        Instant now = Instant.now();
        Instant at = usage.at() == null ? now : usage.at();
        Optional<Tariff> then = year.price(usage.model(), at, at);
        Optional<Tariff> today = year.price(usage.model(), at, now);
        return new Cost(
                then.map(tariff -> tariff.cost(usage, at)).orElse(null),
                today.map(tariff -> tariff.cost(usage, at)).orElse(null));
    }

    private Path file(List<Usage> usages) throws IOException {
        List<String> lines = new ArrayList<>(List.of("provider,model,at,input_tokens,cache_read_tokens,output_tokens"));
        usages.forEach(usage -> lines.add(String.join(
                ",",
                PriceYear.SLUG,
                usage.model(),
                usage.at() == null ? "" : usage.at().toString(),
                Long.toString(usage.input()),
                Long.toString(usage.cached()),
                Long.toString(usage.output()))));
        return Files.write(folder.resolve("usage.csv"), lines);
    }

    private static JsonNode quote(DataSource database, Path file) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DATABASE_URL",
                CatalogDatabase.url(database),
                "ADMIN_API_KEY",
                KEY,
                "PORT",
                "0",
                "RATE_LIMIT_BULK",
                "0"));
        TestServer.InProcessTestServer server = TestServer.createServer(true);
        try (SyncApi api = SyncApi.start(
                ApiSettings.from(new EnvironmentReader(environment)), TemporalConnection.over(server.getChannel()))) {
            environment.put("API_URL", "http://127.0.0.1:" + api.port());
            Recorder recorder = new Recorder();
            int exit = Program.run(
                    new CommandContext(environment, recorder.screen(), new FakeServices(), new Stopper(), log -> {}),
                    verbose -> {},
                    "quote",
                    "--file",
                    file.toString(),
                    "--json");
            assertThat(exit).as(recorder.err()).isEqualTo(1);
            return Json.read(recorder.out());
        } finally {
            server.close();
        }
    }

    @Test
    void aYear_asKnownThen_asKnownNow_andEachDifference_areThoseByHand(DataSource database)
            throws IOException, SQLException {
        List<Usage> usages = usages();
        List<Cost> costs;
        try (PriceYear year = new PriceYear(database, MODELS, start, random)) {
            year.play(MOVES, end);
            assertThat(year.made()).as("moves of every kind").hasSize(PriceYear.Move.values().length);
            costs = usages.stream().map(usage -> cost(year, usage)).toList();
        }

        JsonNode answer = quote(database, file(usages));

        BigDecimal then = BigDecimal.ZERO;
        BigDecimal now = BigDecimal.ZERO;
        Map<Integer, Cost> differing = new HashMap<>();
        List<Integer> unpriced = new ArrayList<>();
        for (int i = 0; i < USAGES; i++) {
            Cost cost = costs.get(i);
            int line = i + 2;
            then = then.add(Cost.amount(cost.then()));
            now = now.add(Cost.amount(cost.now()));
            if (cost.difference().signum() != 0) {
                differing.put(line, cost);
            }
            if (cost.now() == null) {
                unpriced.add(line);
            }
        }
        assertThat(answer.get("lines").asInt()).isEqualTo(USAGES);
        assertThat(new BigDecimal(answer.get("total_usd_as_known_then").asText()))
                .isEqualByComparingTo(then);
        assertThat(new BigDecimal(answer.get("total_usd").asText())).isEqualByComparingTo(now);
        assertThat(new BigDecimal(answer.get("difference_usd").asText())).isEqualByComparingTo(now.subtract(then));
        assertThat(answer.get("unpriced"))
                .extracting(one -> one.get("line").asInt())
                .isEqualTo(unpriced);
        assertThat(unpriced).hasSizeGreaterThan(100);
        checkDifferences(answer.get("differences"), differing, now.subtract(then));
        assertThat(differing).as("usage that corrections re-priced").hasSizeGreaterThan(200);
    }

    private static void checkDifferences(JsonNode told, Map<Integer, Cost> expected, BigDecimal total) {
        assertThat(told).hasSameSizeAs(expected.keySet());
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal widest = null;
        for (JsonNode one : told) {
            Cost cost = Objects.requireNonNull(expected.get(one.get("line").asInt()), one.toString());
            BigDecimal difference = new BigDecimal(one.get("difference_usd").asText());
            assertThat(difference).as(one.toString()).isEqualByComparingTo(cost.difference());
            assertThat(decimal(one, "as_known_then")).as(one.toString()).isEqualByComparingTo(Cost.amount(cost.then()));
            assertThat(decimal(one, "total_usd")).as(one.toString()).isEqualByComparingTo(Cost.amount(cost.now()));
            assertThat(widest == null || difference.abs().compareTo(widest) <= 0)
                    .as("the widest first: " + one)
                    .isTrue();
            widest = difference.abs();
            sum = sum.add(difference);
        }
        assertThat(sum).isEqualByComparingTo(total);
    }

    private static BigDecimal decimal(JsonNode one, String field) {
        String text = one.path(field).asText("");
        return text.isEmpty() || text.equals("null") ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
