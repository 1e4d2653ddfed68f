package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A year of usage priced at once, beside a calculation by hand of every line. */
class ManyQuotesTest {
    private static final Instant YEAR = Instant.parse("2025-01-01T00:00:00Z");
    private static final int MODELS = 60;
    private static final int USAGES = 10_000;
    private static final BigDecimal TIER = BigDecimal.valueOf(2);

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    /** A price in the history of a model: input per token, from a size on twice that, output per token. */
    private record Step(
            int model, int id, String kind, boolean priced, long input, long output, Instant valid, Instant known) {
        boolean isOperators() {
            return kind.equals("pin") || kind.equals("unpin") || kind.equals("rollback");
        }

        String sql() {
            String list = priced ? """
                    [{"kind":"input","unit":"token","usd":"%1$s","raw":"1","condition":{}},
                     {"kind":"input","unit":"token","usd":"%2$s","raw":"1","condition":{"min_prompt_tokens":"200000"}},
                     {"kind":"output","unit":"token","usd":"%3$s","raw":"1","condition":{}}]
                    """.formatted(usd(input), usd(2 * input), usd(output)) : "[]";
            return "((SELECT id FROM catalog_models WHERE provider_model_id = 'vendor/model-%d'), '%s', '%s', '%s'::jsonb,"
                            .formatted(model, kind, priced ? "priced" : "unknown", list)
                    + " '%s', '%s', %d)".formatted(valid, known, id);
        }
    }

    private record Usage(
            int model, @Nullable Instant at, @Nullable Instant known, long input, long output) {
        String json() {
            return "{\"provider\":\"openrouter\",\"model\":\"vendor/model-" + model + "\",\"input_tokens\":" + input
                    + ",\"output_tokens\":" + output + (at == null ? "" : ",\"at\":\"" + at + "\"")
                    + (known == null ? "" : ",\"as_known_at\":\"" + known + "\"") + "}";
        }
    }

    private static final List<Step> STEPS = new ArrayList<>();

    private static String usd(long nano) {
        return BigDecimal.valueOf(nano, 9).toPlainString();
    }

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", MODELS));
        Random random = new Random(20261127);
        int id = 0;
        for (int model = 1; model <= MODELS; model++) {
            Instant first = YEAR.plus(Duration.ofHours(random.nextInt(2_000)));
            STEPS.add(new Step(model, ++id, "first", true, 1_000, 4_000, first, first));
            int changes = random.nextInt(12);
            for (int n = 0; n < changes; n++) {
                Instant valid = first.plus(Duration.ofMinutes(random.nextInt(1, 400_000)));
                String kind = List.of("change", "change", "correction", "pin", "unpin", "rollback")
                        .get(random.nextInt(6));
                Instant known = kind.equals("correction") ? valid.plus(Duration.ofHours(random.nextInt(1_000))) : valid;
                boolean priced = random.nextInt(10) > 0 || kind.equals("pin");
                STEPS.add(new Step(
                        model, ++id, kind, priced, random.nextInt(1, 90_000), random.nextInt(1, 90_000), valid, known));
            }
        }
        api.sql("INSERT INTO model_pricing_history (model_id, change_kind, pricing_state, components, valid_from,"
                + " changed_at, fence, previous_components, changed_by, job_id, snapshot_sha256, transformer_version,"
                + " generation) SELECT v.*, NULL::jsonb, 'provider', 'job', CASE WHEN v.kind IN ('pin', 'unpin',"
                + " 'rollback') THEN NULL ELSE '\\xab'::bytea END, CASE WHEN v.kind IN ('pin', 'unpin', 'rollback') THEN"
                + " NULL ELSE 3 END, v.fence FROM (SELECT a, b, c, d, e::timestamptz, f::timestamptz, g FROM (VALUES "
                + STEPS.stream().map(Step::sql).collect(Collectors.joining(","))
                + ") x (a, b, c, d, e, f, g) ORDER BY g) v"
                + " (model_id, kind, state, list, valid, known, fence)");
    }

    /** By hand: every row of the model, those that count, the newest operators' one, else the newest of the provider's. */
    private static Optional<BigDecimal> expected(Usage usage, Instant now) {
        Instant at = usage.at() == null ? now : usage.at();
        Comparator<Step> newest = Comparator.comparing(Step::valid).thenComparing(Step::id);
        List<Step> counting = STEPS.stream()
                .filter(step -> step.model() == usage.model()
                        && !step.valid().isAfter(at)
                        && (usage.known() == null || !step.known().isAfter(usage.known())))
                .toList();
        Optional<Step> own = counting.stream()
                .filter(Step::isOperators)
                .max(newest)
                .filter(step -> !step.kind().equals("unpin"));
        Optional<Step> told =
                counting.stream().filter(step -> !step.isOperators()).max(newest);
        return own.or(() -> told).filter(Step::priced).map(step -> cost(step, usage));
    }

    private static BigDecimal cost(Step step, Usage usage) {
        BigDecimal input = BigDecimal.valueOf(step.input(), 9).multiply(BigDecimal.valueOf(usage.input()));
        BigDecimal output = BigDecimal.valueOf(step.output(), 9).multiply(BigDecimal.valueOf(usage.output()));
        return (usage.input() >= 200_000 ? input.multiply(TIER) : input).add(output);
    }

    private static Answer post(String body) {
        return api.send(api.anonymous("/quotes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static List<Usage> year(long seed, boolean asKnownThen) {
        Random random = new Random(seed);
        List<Usage> usages = new ArrayList<>();
        for (int i = 0; i < USAGES; i++) {
            Instant at = YEAR.plus(Duration.ofMinutes(random.nextInt(525_600)));
            usages.add(new Usage(
                    random.nextInt(1, MODELS + 1),
                    at,
                    asKnownThen ? at : null,
                    random.nextInt(1, 400_000),
                    random.nextInt(1, 10_000)));
        }
        return usages;
    }

    private static BigDecimal check(List<Usage> usages) {
        Instant now = Instant.now();
        long begun = System.nanoTime();
        Answer answer =
                post("{\"usages\":[" + usages.stream().map(Usage::json).collect(Collectors.joining(",")) + "]}");
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode json = answer.json();
        BigDecimal total = BigDecimal.ZERO;
        int unpriced = 0;
        for (int i = 0; i < usages.size(); i++) {
            Optional<BigDecimal> expected = expected(Objects.requireNonNull(usages.get(i)), now);
            JsonNode result = json.get("results").get(i);
            String shown = usages.get(i) + " -> " + result;
            if (expected.isPresent()) {
                assertThat(new BigDecimal(result.path("total_usd").asText("-1")))
                        .as(shown)
                        .isEqualByComparingTo(expected.orElseThrow())
                        .isEqualByComparingTo(itemised(result));
                total = total.add(expected.orElseThrow());
            } else {
                assertThat(result.path("status").asInt()).as(shown).isEqualTo(409);
                unpriced++;
            }
        }
        assertThat(new BigDecimal(json.get("total_usd").asText())).isEqualByComparingTo(total);
        assertThat(json.get("unpriced").asInt()).isEqualTo(unpriced);
        System.out.println(usages.size() + " usages quoted in " + millis + " ms, " + unpriced + " without a price");
        return total;
    }

    private static BigDecimal itemised(JsonNode result) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : result.get("lines")) {
            sum = sum.add(new BigDecimal(line.get("cost_usd").asText()));
        }
        return sum;
    }

    @Test
    void aYear_asItWasKnownThen_andAsItIsKnownNow() {
        BigDecimal then = check(year(1, true));
        BigDecimal now = check(year(1, false));

        assertThat(then).as("corrections change what the year cost").isNotEqualByComparingTo(now);
    }

    @Test
    void quotes_areThoseOfOneQuote() {
        List<Usage> usages = year(7, false).subList(0, 20);
        JsonNode many = post("{\"usages\":[" + usages.stream().map(Usage::json).collect(Collectors.joining(",")) + "]}")
                .json()
                .get("results");
        for (int i = 0; i < usages.size(); i++) {
            Usage usage = usages.get(i);
            Answer one = api.get("/quote?provider=openrouter&model=vendor/model-" + usage.model() + "&at=" + usage.at()
                    + "&input_tokens=" + usage.input() + "&output_tokens=" + usage.output());

            assertThat(many.get(i).path("total_usd")).isEqualTo(one.json().path("total_usd"));
            assertThat(many.get(i).path("lines")).isEqualTo(one.json().path("lines"));
        }
    }

    @Test
    void badLines_failAlone() {
        JsonNode answer = post("""
                {"usages": [{"provider": "openrouter", "model": "vendor/model-1", "input_tokens": 1000},
                    {"provider": "openrouter", "model": "vendor/modle-1", "input_tokens": 1},
                    {"provider": "nobody", "model": "x"}, {"provider": "openrouter"}, 5, {"provider": "openrouter", "nmae": 1},
                    {"provider": "openrouter", "model": "vendor/model-1", "input_tokens": -1},
                    {"provider": "openrouter", "model": "vendor/model-1", "at": "2020-01-01T00:00:00Z"}]}
                """).json();

        assertThat(answer.at("/results/0/total_usd").asText()).isEqualTo("0.00015");
        assertThat(answer.get("results"))
                .extracting(result -> result.path("status").asInt())
                .containsExactly(0, 404, 404, 400, 400, 400, 400, 409);
        assertThat(answer.at("/results/1/detail").asText()).contains("close to it: vendor/model-");
        assertThat(answer.at("/results/6/errors/0/field").asText()).isEqualTo("input_tokens");
        assertThat(answer.get("total_usd").asText()).isEqualTo("0.00015");
        assertThat(answer.get("unpriced").asInt()).isEqualTo(7);
    }

    @Test
    void badBodies_answer400And413() {
        String line = "{\"provider\":\"openrouter\",\"model\":\"vendor/model-1\"}";

        assertThat(post("{}").status()).isEqualTo(400);
        assertThat(post("{\"usages\":[],\"more\":1}").status()).isEqualTo(400);
        assertThat(post("{\"usages\":[" + (line + ",").repeat(10_000) + line + "]}")
                        .body())
                .contains("10001 items; at most 10000");
        assertThat(post("{\"usages\":[]}").json().get("total_usd").asText()).isEqualTo("0");
        // The last one: a body that is refused before it was read ends its connection.
        assertThat(post("{\"usages\":[\"" + "x".repeat(9 * 1024 * 1024) + "\"]}")
                        .status())
                .isEqualTo(413);
    }
}
