package ai.gatewayz.sync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.simulator.model.ModelTruth;
import ai.gatewayz.sync.simulator.model.Price.State;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WireShapeTest {
    private static final MathContext NOISE = new MathContext(15, RoundingMode.HALF_EVEN);

    private static ProviderFleet fleet;
    private static FleetClient client;

    @BeforeAll
    static void start() throws IOException {
        fleet = ProviderFleet.startFrozen(18_000, 3);
        client = new FleetClient(fleet);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    static Stream<String> listed() {
        return fleet.slugs().stream().filter(slug -> fleet.modelCount(slug) > 0);
    }

    @ParameterizedTest
    @MethodSource("listed")
    void pages_giveEveryModelOnce(String slug) throws Exception {
        List<String> expected =
                fleet.expectedPrices(slug).stream().map(ModelTruth::id).toList();
        List<String> ids = new Pages(client, slug).ids();
        if (slug.equals("featherless") || slug.equals("morpheus")) {
            // The real lists repeat one row.
            assertThat(ids).hasSize(expected.size() + 1).last().isEqualTo(ids.get(0));
            ids = ids.subList(0, ids.size() - 1);
        }
        assertThat(ids).doesNotHaveDuplicates().containsExactlyElementsOf(expected);
    }

    /** Where the numbers are and by how many decimal places they exceed USD per token. */
    @ParameterizedTest
    @CsvSource({
        "openrouter, /pricing/prompt, /pricing/completion, /pricing/input_cache_read, 0",
        "kilo, /pricing/prompt, /pricing/completion, /pricing/input_cache_read, 0",
        "groq, /pricing/prompt, /pricing/completion, /pricing/input_cache_read, 0",
        "cerebras, /pricing/prompt, /pricing/completion, /none, 0",
        "nebius, /pricing/prompt, /pricing/completion, /none, 0",
        "vercel-ai-gateway, /pricing/input, /pricing/output, /pricing/input_cache_read, 0",
        "poe, /pricing/prompt, /pricing/completion, /pricing/input_cache_read, 0",
        "deepinfra, /metadata/pricing/input_tokens, /metadata/pricing/output_tokens, "
                + "/metadata/pricing/cache_read_tokens, 6",
        "together, /pricing/input, /pricing/output, /none, 6",
        "chutes, /pricing/prompt, /pricing/completion, /none, 6",
        "perplexity, /pricing/input, /pricing/output, /pricing/cache_read, 6",
        "perplexity-router, /pricing/input, /pricing/output, /pricing/cache_read, 6",
        "venice, /model_spec/pricing/input/usd, /model_spec/pricing/output/usd, "
                + "/model_spec/pricing/cache_input/usd, 6",
        "aihubmix, /pricing/input, /pricing/output, /pricing/cache_read, 6",
        "huggingface, /providers/0/pricing/input, /providers/0/pricing/output, /none, 6",
        "novita, /input_token_price_per_m, /output_token_price_per_m, /none, 10",
        "xai, /prompt_text_token_price, /completion_text_token_price, /cached_prompt_text_token_price, 10",
        "near, /inputCostPerToken/amount, /outputCostPerToken/amount, /none, 9",
        "requesty, /input_price, /output_price, /cached_price, 0",
        "llmgateway, /pricing/prompt, /pricing/completion, /pricing/input_cache_read, 0",
        "baseten, /pricing/prompt, /pricing/completion, /pricing/input_cache_read, 0",
        "parasail, /inputCost, /outputCost, /cachedCost, 6",
        "sambanova, /pricing/prompt, /pricing/completion, /none, 0",
        "friendli, /pricing/input, /pricing/output, /pricing/input_cache_read, 0",
        "ovhcloud, /pricing/prompt, /pricing/completion, /pricing/input_cache_read, 0",
        "wandb, /pricing/prompt, /pricing/completion, /pricing/input_cache_read, 0",
        "io-net, /input_token_price, /output_token_price, /cache_read_token_price, 0",
        "phala, /pricing/prompt, /pricing/completion, /pricing/input_cache_read, 0"
    })
    void prices_matchTheOracle(String slug, String input, String output, String cacheRead, int places)
            throws Exception {
        Map<String, ModelTruth> truths = new HashMap<>();
        fleet.expectedPrices(slug).forEach(truth -> truths.put(truth.id(), truth));
        int priced = 0;
        for (JsonNode row : FleetClient.rows(client.list(slug, ""))) {
            ModelTruth truth = Objects.requireNonNull(truths.get(FleetClient.id(slug, row)));
            if (truth.state() == State.PRICED && truth.unit() == null) {
                assertThat(usd(row.at(input), places)).as(truth.id()).isEqualTo(truth.input());
                assertThat(usd(row.at(output), places)).as(truth.id()).isEqualTo(truth.output());
                assertThat(usd(row.at(cacheRead), places)).as(truth.id()).isEqualTo(truth.cacheRead());
                priced++;
            }
        }
        assertThat(priced).isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("listed")
    void states_areMarkedAsTheProviderMarksThem(String slug) throws Exception {
        Map<String, JsonNode> rows = new Pages(client, slug).rowsById();
        for (ModelTruth truth : fleet.expectedPrices(slug)) {
            JsonNode row = Objects.requireNonNull(rows.get(truth.id()));
            if (truth.state() == State.FREE && slug.equals("openrouter")) {
                assertThat(truth.id()).endsWith(":free");
                assertThat(row.at("/pricing/prompt").textValue()).isEqualTo("0");
            }
            if (truth.state() == State.DYNAMIC && slug.equals("openrouter")) {
                assertThat(row.at("/pricing/prompt").textValue()).isEqualTo("-1");
            }
            if (truth.state() == State.UNKNOWN && slug.equals("deepinfra")) {
                assertThat(row.get("metadata").isNull()).isTrue();
            }
        }
    }

    @Test
    void openrouter_hasTheOddCases() throws Exception {
        JsonNode body = client.list("openrouter", "");
        assertThat(body.get("total_count").intValue()).isEqualTo(413);
        assertThat(body.at("/links/next").isNull()).isTrue();
        List<State> states = fleet.expectedPrices("openrouter").stream()
                .map(ModelTruth::state)
                .toList();
        assertThat(states).contains(State.PRICED, State.FREE, State.DYNAMIC, State.UNKNOWN);
        assertThat(body.toString())
                .contains("\"overrides\":[{\"min_prompt_tokens\":200000,")
                .contains("\"input_cache_write\":\"0.0000000833333333333333\"")
                .contains("\"expiration_date\":\"2098-12-31\"");
    }

    @Test
    void openrouter_listsFreeAndBatchTwins_besideThePaidModel() {
        List<String> ids =
                fleet.expectedPrices("openrouter").stream().map(ModelTruth::id).toList();
        List<String> batch = ids.stream().filter(id -> id.endsWith(":batch")).toList();
        List<String> free = ids.stream().filter(id -> id.endsWith(":free")).toList();
        assertThat(batch).hasSizeBetween(20, 90).allMatch(id -> ids.contains(id.replace(":batch", "")));
        assertThat(free).hasSizeBetween(8, 50).allMatch(id -> ids.contains(id.replace(":free", "")));
    }

    @Test
    void featherless_hasIdsThatDifferInCaseOnly_andRealSize() throws Exception {
        byte[] body = client.list("featherless").body();
        assertThat(fleet.expectedPrice("featherless", "NorthPeak/Llama-3.1-8b-ITA"))
                .isPresent();
        assertThat(fleet.expectedPrice("featherless", "NorthPeak/Llama-3.1-8b-Ita"))
                .isPresent();
        assertThat(body.length / fleet.modelCount("featherless")).isBetween(255, 320);
    }

    @Test
    void deepinfra_hasFloatNoise_andCentsOnTheOtherPath() throws Exception {
        String text = client.list("deepinfra", "").toString();
        assertThat(text).containsPattern("\"(in|out)put_tokens\":\\d+\\.\\d*9{10,}7");
        JsonNode first =
                FleetClient.rows(client.json("deepinfra", "/models/list")).get(0);
        ModelTruth truth = fleet.expectedPrices("deepinfra").get(0);
        assertThat(FleetClient.id("deepinfra", first)).isEqualTo(truth.id());
        assertThat(usd(first.at("/pricing/cents_per_input_token"), 2)).isEqualTo(truth.input());
    }

    @Test
    void plainVariants_carryNoPrice() throws Exception {
        assertThat(client.json("nebius", "/models").toString()).doesNotContain("pricing");
        assertThat(client.json("cerebras", "/v1/models").toString()).doesNotContain("pricing");
        assertThat(client.json("anannas", "/models").toString()).doesNotContain("pricing");
    }

    @Test
    void poe_countsMilliseconds() throws Exception {
        assertThat(FleetClient.rows(client.list("poe", ""))
                        .get(0)
                        .get("created")
                        .longValue())
                .isGreaterThan(1_600_000_000_000L);
    }

    @Test
    void falPrices_areGivenForTheAskedIds() throws Exception {
        List<ModelTruth> truths = fleet.expectedPrices("fal").stream()
                .filter(truth -> truth.state() == State.PRICED)
                .limit(3)
                .toList();
        String ids = String.join(",", truths.stream().map(ModelTruth::id).toList());
        JsonNode prices =
                client.json("fal", "/models/pricing?endpoint_id=" + ids).get("prices");
        assertThat(prices).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(prices.get(i).get("endpoint_id").textValue())
                    .isEqualTo(truths.get(i).id());
            assertThat(prices.get(i).get("unit").textValue())
                    .isEqualTo(truths.get(i).unit());
            assertThat(plain(prices.get(i).get("unit_price").decimalValue()))
                    .isEqualTo(truths.get(i).unitPrice());
        }
    }

    @Test
    void helicone_authorsOwnOffer_isTheTruth() throws Exception {
        for (JsonNode row : FleetClient.rows(client.list("helicone", ""))) {
            for (JsonNode offer : row.get("endpoints")) {
                if (offer.get("provider").equals(row.get("author"))) {
                    ModelTruth truth = fleet.expectedPrice(
                                    "helicone", row.get("id").textValue())
                            .orElseThrow();
                    assertThat(usd(offer.at("/pricing/prompt"), 6)).isEqualTo(truth.input());
                    assertThat(usd(offer.at("/pricing/cacheRead"), 6)).isEqualTo(truth.cacheRead());
                }
            }
        }
    }

    @Test
    void cloudflare_statesTheUnitWithEachPrice() throws Exception {
        for (JsonNode row : FleetClient.rows(client.list("cloudflare-workers-ai", "per_page=100"))) {
            ModelTruth truth = fleet.expectedPrice(
                            "cloudflare-workers-ai", row.get("name").textValue())
                    .orElseThrow();
            String entry = "{\"unit\":\"per M input tokens\",\"price\":";
            assertThat(row.toString().contains(entry)).isEqualTo(truth.input() != null);
        }
    }

    private static @Nullable String usd(JsonNode node, int places) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return plain(new BigDecimal(node.asText()).movePointLeft(places).round(NOISE));
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
