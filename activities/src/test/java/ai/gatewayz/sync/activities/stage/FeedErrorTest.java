package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.provider.ReferenceFeeds;
import ai.gatewayz.sync.activities.reference.FeedBody;
import ai.gatewayz.sync.activities.reference.ReferenceFeed;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.activities.reference.ReferenceStore;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F10 for the providers whose lists have no prices, or none of some models: one reference feed tells all of theirs in a wrong
 * unit. A unit that is swapped in these feeds, per token for per million or the other way round, is a factor of 1e-6 or 1e6.
 * Each provider has a model; those that both feeds know have a second source, the others have not.
 */
final class FeedErrorTest {
    private static final Map<String, ReferenceKeys> KEYS = ReferenceFeeds.keys(Providers.all());
    private static final List<String> PROVIDERS = Providers.all().stream()
            .filter(provider -> provider.isPricedByReference() || provider.isRestPricedByReference())
            .map(provider -> provider.slug().value())
            .toList();
    private static final List<String> FACTORS =
            List.of("1e2", "1e3", "1e4", "1e6", "1e9", "1e12", "1e-2", "1e-3", "1e-6");
    private static final BigDecimal INPUT = new BigDecimal("0.000002");
    private static final BigDecimal OUTPUT = new BigDecimal("0.000008");
    private static final BigDecimal MILLION = new BigDecimal("1e6");
    private static final String SERVED = "SELECT concat_ws(' ', p.slug, r.pricing_state, r.price_per_input_token,"
            + " r.price_per_output_token) FROM served_prices r JOIN catalog_models m ON m.id = r.model_id"
            + " JOIN providers p ON p.id = m.provider_id ORDER BY 1";

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private ReferenceStore store;
    private int bodies;

    @BeforeEach
    void open() {
        store = new ReferenceStore(catalog.jdbi);
    }

    /** Everything that a feed says of these providers, times a factor. */
    private void say(ReferenceFeed feed, String factor) throws IOException {
        BigDecimal input = INPUT.multiply(new BigDecimal(factor));
        BigDecimal output = OUTPUT.multiply(new BigDecimal(factor));
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = JSON.createArrayNode();
        for (String slug : PROVIDERS) {
            ReferenceKeys keys = Objects.requireNonNull(KEYS.get(slug));
            if (feed == ReferenceFeed.MODELS_DEV && keys.modelsDev() != null) {
                body.putObject(keys.modelsDev())
                        .putObject("models")
                        .putObject("orb")
                        .putObject("cost")
                        .put("input", input.multiply(MILLION))
                        .put("output", output.multiply(MILLION));
            } else if (feed == ReferenceFeed.LITELLM && keys.liteLlmPrefix() != null) {
                body.putObject(keys.liteLlmPrefix() + "orb")
                        .put("litellm_provider", slug)
                        .put("input_cost_per_token", input)
                        .put("output_cost_per_token", output);
            } else if (feed == ReferenceFeed.GENAI_PRICES && keys.genaiPrices() != null) {
                ObjectNode model = list.addObject()
                        .put("id", keys.genaiPrices())
                        .putArray("models")
                        .addObject()
                        .put("id", "orb");
                model.putObject("match").put("equals", "orb");
                model.putObject("prices")
                        .put("input_mtok", input.multiply(MILLION))
                        .put("output_mtok", output.multiply(MILLION));
            }
        }
        byte[] text =
                (feed == ReferenceFeed.GENAI_PRICES ? list : body).toString().getBytes(StandardCharsets.UTF_8);
        SnapshotRef snapshot = new SnapshotRef("%064x".formatted(++bodies), text.length, 1);
        store.apply(new FeedBody(feed.slug(), snapshot, 1), KEYS, feed.read(new ByteArrayInputStream(text), KEYS));
    }

    private void sync() {
        for (String slug : PROVIDERS) {
            String prefix = Objects.requireNonNull(KEYS.get(slug)).idPrefix();
            catalog.sync(slug, FakeFeed.of(SampleModels.with(prefix + "orb", Pricing.unknown("absent"))));
        }
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE held_changes SET last_agreed_at = last_agreed_at - interval '1 day'"));
    }

    @ParameterizedTest
    @EnumSource(ReferenceFeed.class)
    void onAnExistingCatalog_noPriceOfAWrongFeedIsEverServed(ReferenceFeed feed) throws IOException {
        say(ReferenceFeed.MODELS_DEV, "1");
        say(ReferenceFeed.LITELLM, "1");
        sync();
        List<String> truth = catalog.texts(SERVED);
        assertThat(truth).contains("mistral priced 0.000002 0.000008").hasSize(PROVIDERS.size());
        long known = truth.stream().filter(line -> line.contains(" priced ")).count();
        for (String factor : FACTORS) {
            say(feed, factor);
            for (int fetch = 0; fetch < 3; fetch++) {
                sync();
            }
            assertThat(catalog.texts(SERVED)).as(feed + " " + factor).isEqualTo(truth);
        }
        say(feed, "1");
        sync();
        assertThat(catalog.number("SELECT count(*) FROM held_changes WHERE status = 'pending'"))
                .isZero();
        assertThat(known).isGreaterThanOrEqualTo(10);
        System.out.println(
                FACTORS.size() + " wrong feeds of " + feed + " over " + known + " providers, 0 wrong prices served");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2", "1e3", "1e6", "1e-6", "1e12"})
    void onAFirstSync_noPriceOfAWrongFeedIsServedWhereTheOtherOneKnows(String factor) throws IOException {
        say(ReferenceFeed.MODELS_DEV, factor);
        say(ReferenceFeed.LITELLM, "1");
        sync();

        int compared = 0;
        List<String> alone = new ArrayList<>();
        for (String line : catalog.texts(SERVED)) {
            String slug = line.split(" ", 2)[0];
            if (Objects.requireNonNull(KEYS.get(slug)).liteLlmPrefix() == null) {
                alone.add(line);
            } else {
                assertThat(line).isIn(slug + " unknown", slug + " priced 0.000002 0.000008");
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(7);
        System.out.println("first sync, x" + factor + ": 0 of " + compared
                + " wrong prices that the other feed knows are served, "
                + alone.stream().filter(line -> line.contains(" priced ")).count() + " of " + alone.size()
                + " of a provider that it does not know");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2", "1e3", "1e6", "1e-6", "1e12"})
    void onAFirstSync_twoRightFeedsOutvoteAWrongOne(String factor) throws IOException {
        say(ReferenceFeed.MODELS_DEV, factor);
        say(ReferenceFeed.LITELLM, "1");
        say(ReferenceFeed.GENAI_PRICES, "1");
        sync();

        int settled = 0;
        for (String line : catalog.texts(SERVED)) {
            String slug = line.split(" ", 2)[0];
            ReferenceKeys keys = Objects.requireNonNull(KEYS.get(slug));
            if (keys.liteLlmPrefix() != null && keys.genaiPrices() != null) {
                assertThat(line).isEqualTo(slug + " priced 0.000002 0.000008");
                settled++;
            }
        }
        assertThat(settled).isGreaterThanOrEqualTo(5);
    }
}
