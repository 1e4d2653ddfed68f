package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.MatchKey;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What recorded bodies cost, read a second time by other means: field by field for OpenRouter, against reference price
 * lists for the others, and across providers by canonical id. Needs {@code RECORDED_PAYLOADS}.
 */
class RecordedPricesTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final MathContext CANONICAL = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final BigDecimal HALF_PERCENT = new BigDecimal("0.005");

    private static final Map<String, PriceKind> OPENROUTER = Map.ofEntries(
            Map.entry("prompt", PriceKind.INPUT),
            Map.entry("completion", PriceKind.OUTPUT),
            Map.entry("input_cache_read", PriceKind.CACHE_READ),
            Map.entry("input_cache_write", PriceKind.CACHE_WRITE),
            Map.entry("input_cache_write_1h", PriceKind.CACHE_WRITE_1H),
            Map.entry("internal_reasoning", PriceKind.REASONING),
            Map.entry("image", PriceKind.IMAGE_INPUT),
            Map.entry("image_token", PriceKind.IMAGE_TOKEN),
            Map.entry("image_output", PriceKind.IMAGE_OUTPUT),
            Map.entry("audio", PriceKind.AUDIO_INPUT),
            Map.entry("audio_output", PriceKind.AUDIO_OUTPUT),
            Map.entry("input_audio_cache", PriceKind.AUDIO_CACHE_READ),
            Map.entry("request", PriceKind.REQUEST),
            Map.entry("web_search", PriceKind.WEB_SEARCH));

    private static Path folder;

    @BeforeAll
    static void findRecordings() {
        folder = Path.of(System.getenv().getOrDefault("RECORDED_PAYLOADS", "recorded-payloads"));
        assumeTrue(Files.isDirectory(folder), () -> "no recorded bodies in " + folder + "; set RECORDED_PAYLOADS");
    }

    private static JsonNode raw(String file) throws IOException {
        return JSON.readTree(folder.resolve(file).toFile());
    }

    private static Map<String, CollectedList> all() throws IOException {
        Map<String, CollectedList> lists = new TreeMap<>();
        for (Provider provider : Providers.all()) {
            Path file = folder.resolve(provider.slug() + ".json");
            if (Files.isRegularFile(file)) {
                lists.put(
                        provider.slug().value(),
                        CollectedList.read(ProviderFixture.of(provider).feed, Files.readAllBytes(file), 1));
            }
        }
        return lists;
    }

    private static boolean isSamePrice(PriceComponent component, String quoted) {
        return component.price().usd().compareTo(new BigDecimal(quoted).round(CANONICAL)) == 0;
    }

    @ParameterizedTest
    @CsvSource({"openrouter", "kilo"})
    void openRouterShape_isRepresentedFieldByField(String slug) throws IOException {
        CollectedList list = Objects.requireNonNull(all().get(slug));
        int overrides = 0;
        int hourWrites = 0;
        int routers = 0;
        long expected = 0;
        for (JsonNode row : raw(slug + ".json").get("data")) {
            CatalogModel model = list.model(row.get("id").textValue());
            JsonNode pricing = row.get("pricing");
            boolean router = pricing.properties().stream()
                    .anyMatch(e -> e.getValue().isTextual()
                            && new BigDecimal(e.getValue().textValue()).compareTo(BigDecimal.ONE.negate()) == 0);
            routers += router ? 1 : 0;
            hourWrites += pricing.has("input_cache_write_1h") ? 1 : 0;
            if (router) {
                assertThat(model.pricing().state()).isEqualTo(PriceState.DYNAMIC);
                continue;
            }
            expected += present(model, pricing, PriceCondition.ALWAYS);
            for (JsonNode override : pricing.path("overrides")) {
                overrides++;
                expected += present(
                        model,
                        override,
                        PriceCondition.promptFrom(
                                override.get("min_prompt_tokens").longValue()));
            }
        }

        assertThat(list.models.stream().filter(m -> m.pricing().state() == PriceState.DYNAMIC))
                .hasSize(routers);
        assertThat(list.models.stream()
                        .filter(m -> m.pricing().state() == PriceState.PRICED)
                        .mapToLong(m -> m.pricing().components().size())
                        .sum())
                .as("nothing but what the body quotes")
                .isEqualTo(expected);
        System.out.println(slug + ": " + overrides + " overrides, " + hourWrites + " one-hour cache writes, " + routers
                + " routers, " + expected + " amounts, all exact");
    }

    /** Checks each amount above zero of one price object and returns how many there are. */
    private static long present(CatalogModel model, JsonNode quoted, PriceCondition condition) {
        long amounts = 0;
        for (Map.Entry<String, PriceKind> field : OPENROUTER.entrySet()) {
            JsonNode value = quoted.get(field.getKey());
            if (value == null || value.isNull() || new BigDecimal(value.textValue()).signum() == 0) {
                continue;
            }
            amounts++;
            assertThat(model.pricing().components())
                    .as("%s %s %s", model.providerModelId(), field.getKey(), condition.terms())
                    .filteredOn(
                            c -> c.kind() == field.getValue() && c.condition().equals(condition))
                    .singleElement()
                    .matches(c -> isSamePrice(c, value.textValue()));
        }
        return amounts;
    }

    @Test
    void zeroIsAPriceOnlyWhereDeclaredFree() throws IOException {
        Set<String> bases = new TreeSet<>();
        all().forEach((slug, list) -> list.models.forEach(model -> {
            boolean free = model.pricing().state() == PriceState.FREE;
            if (free) {
                bases.add(slug + " " + model.pricing().basis());
            }
            assertThat(model.pricing().components())
                    .as("%s %s", slug, model.providerModelId())
                    .allMatch(c -> c.price().isZero() == free);
        }));

        assertThat(bases)
                .containsExactly(
                        "chutes zero_price",
                        "kilo declared",
                        "novita zero_price",
                        "openrouter free_suffix",
                        "together free_suffix",
                        "zenmux free_suffix",
                        "zenmux zero_price");
    }

    /** PROVIDERS.md's joins, as far as the excerpts of the reference lists reach. */
    @Test
    void referenceLists_agreeAboutTheUnit() throws IOException {
        Map<String, BigDecimal[]> reference = reference();
        Map<String, String> figures = new TreeMap<>();
        all().forEach((slug, list) -> {
            List<BigDecimal> ratios = new ArrayList<>();
            int equal = 0;
            for (CatalogModel model : list.models) {
                BigDecimal[] known = reference.get(model.modelId());
                BigDecimal input = base(model, PriceKind.INPUT);
                BigDecimal output = base(model, PriceKind.OUTPUT);
                if (known != null && input != null && output != null) {
                    ratios.add(input.divide(known[0], CANONICAL));
                    equal += near(input, known[0]) && near(output, known[1]) ? 1 : 0;
                }
            }
            if (!ratios.isEmpty()) {
                ratios.sort(null);
                BigDecimal median = ratios.get(ratios.size() / 2);
                figures.put(slug, ratios.size() + " joined, " + equal + " equal, median ratio " + median);
                if (ratios.size() >= 5) {
                    assertThat(median).as(slug).isBetween(new BigDecimal("0.2"), new BigDecimal("5"));
                }
            }
        });
        figures.forEach((slug, text) -> System.out.println(slug + ": " + text));
        assertThat(figures).containsKeys("openrouter", "kilo", "zenmux", "perplexity");
    }

    private static boolean near(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(other.multiply(HALF_PERCENT)) <= 0;
    }

    private static @Nullable BigDecimal base(CatalogModel model, PriceKind kind) {
        return model.pricing()
                .base(kind, BillingUnit.TOKEN)
                .map(UnitPrice::usd)
                .filter(usd -> usd.signum() > 0)
                .orElse(null);
    }

    /** Dollars per token by canonical id, of the vendors' own rows; ids on which two rows disagree are left out. */
    private static Map<String, BigDecimal[]> reference() throws IOException {
        Map<String, BigDecimal[]> prices = new HashMap<>();
        Set<String> disputed = new TreeSet<>();
        raw("feeds/models-dev-excerpt.json").forEach(provider -> provider.path("models")
                .forEach(model -> offer(
                        prices,
                        disputed,
                        model.path("id").asText(),
                        perMillion(model.path("cost").path("input")),
                        perMillion(model.path("cost").path("output")))));
        raw("feeds/litellm-excerpt.json").properties().forEach(e -> {
            if (e.getKey().indexOf('/') < 0 && !e.getKey().equals("sample_spec")) {
                offer(
                        prices,
                        disputed,
                        e.getKey(),
                        amount(e.getValue().path("input_cost_per_token")),
                        amount(e.getValue().path("output_cost_per_token")));
            }
        });
        disputed.forEach(prices::remove);
        return prices;
    }

    private static @Nullable BigDecimal perMillion(JsonNode node) {
        BigDecimal amount = amount(node);
        return amount == null ? null : amount.movePointLeft(6);
    }

    private static @Nullable BigDecimal amount(JsonNode node) {
        return node.isNumber() && node.decimalValue().signum() > 0 ? node.decimalValue() : null;
    }

    private static void offer(
            Map<String, BigDecimal[]> prices,
            Set<String> disputed,
            String id,
            @Nullable BigDecimal input,
            @Nullable BigDecimal output) {
        if (input != null && output != null) {
            String key = MatchKey.of(id).value();
            BigDecimal[] other = prices.putIfAbsent(key, new BigDecimal[] {input, output});
            if (other != null && !(near(other[0], input) && near(other[1], output))) {
                disputed.add(key);
            }
        }
    }

    /** Canonical ids bring providers together, and what they bring together costs about the same. */
    @Test
    void canonicalIds_joinProviders() throws IOException {
        Map<String, Map<String, CatalogModel>> byKey = new TreeMap<>();
        Map<String, Set<String>> byLowerCase = new TreeMap<>();
        all().forEach((slug, list) -> list.models.forEach(model -> {
            byKey.computeIfAbsent(model.modelId(), key -> new TreeMap<>()).putIfAbsent(slug, model);
            byLowerCase
                    .computeIfAbsent(model.providerModelId().toLowerCase(Locale.ROOT), key -> new TreeSet<>())
                    .add(slug);
        }));
        long joined = byKey.values().stream()
                .filter(p -> p.size() > 1)
                .mapToLong(Map::size)
                .sum();
        long joinedByCase = byLowerCase.values().stream()
                .filter(p -> p.size() > 1)
                .mapToLong(Set::size)
                .sum();
        List<String> powersOfTen = new ArrayList<>();
        int pairs = 0;
        int equal = 0;
        for (Map.Entry<String, Map<String, CatalogModel>> entry : byKey.entrySet()) {
            List<BigDecimal> inputs = new ArrayList<>();
            entry.getValue().values().forEach(m -> {
                BigDecimal input = base(m, PriceKind.INPUT);
                if (input != null) {
                    inputs.add(input);
                }
            });
            for (int i = 1; i < inputs.size(); i++) {
                pairs++;
                equal += near(inputs.get(i), inputs.get(0)) ? 1 : 0;
                BigDecimal ratio = inputs.get(i).divide(inputs.get(0), CANONICAL);
                for (int power : new int[] {-6, -3, -2, -1, 1, 2, 3, 6}) {
                    if (near(ratio, BigDecimal.ONE.movePointRight(power))) {
                        powersOfTen.add(entry.getKey());
                    }
                }
            }
        }
        System.out.println(
                "canonical ids: " + joined + " models have a peer (" + joinedByCase + " by lower case alone), " + pairs
                        + " priced pairs, " + equal + " within 0.5 %, powers of ten " + powersOfTen);
        assertThat(joined).isGreaterThan(joinedByCase);
        assertThat(powersOfTen).isEmpty();
    }
}
