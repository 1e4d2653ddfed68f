package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F10: every provider's list in a wrong unit, over a catalog that has it in the right one and on a first sync. */
@SuppressWarnings("NullAway.Init") // set before all tests
final class UnitErrorTest {
    private static final String SWAP = "another unit";
    /** Factors, and one for the same amounts per something else. */
    private static final List<String> ERRORS =
            List.of("1e2", "1e3", "1e4", "1e6", "1e9", "1e12", "1e-2", "1e-3", "1e-6", SWAP);

    private static final int PARTS = 10;
    private static final BigDecimal SMALLEST = new BigDecimal("1e-11");
    private static final String SERVED = "SELECT concat_ws(' ', p.slug, m.provider_model_id, r.pricing_state,"
            + " r.components::text) FROM served_prices r JOIN catalog_models m ON m.id = r.model_id"
            + " JOIN providers p ON p.id = m.provider_id ORDER BY 1";

    private static final String HAS_PEER =
            "EXISTS (SELECT FROM catalog_models o JOIN model_pricing q ON q.model_id = o.id WHERE o.model_id ="
                    + " m.model_id AND o.provider_id <> m.provider_id AND q.price_per_input_token > 0)";

    /** What the feeds make of the sample lists, by provider, where there are prices at all. */
    private static Map<String, List<CatalogModel>> lists = Map.of();

    /** A catalog of all of them, with each price served. */
    private static CatalogFixture whole;

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    @BeforeAll
    static void readLists() throws IOException, SQLException {
        lists = new LinkedHashMap<>();
        for (Provider provider : Providers.all()) {
            ModelFeed feed = provider.feed();
            if (feed != null) {
                List<CatalogModel> models = read(provider.slug().value(), feed);
                if (models.stream().anyMatch(m -> m.pricing().state() == PriceState.PRICED)) {
                    lists.put(provider.slug().value(), models);
                }
            }
        }
        whole = new CatalogFixture(CatalogDatabase.create());
        lists.forEach((slug, models) -> whole.sync(slug, FakeFeed.of(models.toArray(CatalogModel[]::new))));
        whole.approveAll("test");
        whole.close();
    }

    @AfterAll
    static void drop() {
        CatalogDatabase.drop(whole.database);
    }

    private static List<CatalogModel> read(String slug, ModelFeed feed) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int pages = 0;
        for (String name = "models.json"; ; name = "models." + (pages + 1) + ".json") {
            try (InputStream page = UnitErrorTest.class.getResourceAsStream("/providers/" + slug + "/" + name)) {
                if (page == null) {
                    break;
                }
                page.transferTo(body);
                pages++;
            }
        }
        List<CatalogModel> models = new ArrayList<>();
        feed.read(new ByteArrayInputStream(body.toByteArray()), pages, new ModelSink() {
            @Override
            public void accept(CatalogModel model, List<PriceRefusal> refusals) {
                models.add(model);
            }

            @Override
            public void skip(SkipReason reason, String detail) {
                // the sample lists have records that are to be skipped
            }

            @Override
            public void declareTotal(long total) {
                // nothing is missing from the sample lists
            }
        });
        return models;
    }

    private static CatalogModel with(CatalogModel m, String id, Pricing pricing) {
        return new CatalogModel(
                id,
                id.equals(m.providerModelId()) ? m.modelId() : id,
                m.name(),
                m.description(),
                m.kind(),
                m.contextLength(),
                m.maxOutputTokens(),
                m.modalities(),
                m.capabilities(),
                m.createdAt(),
                m.deprecatedAt(),
                m.metadata(),
                pricing);
    }

    /** The list with other prices, and with one new model at such a price that nobody else has. */
    private static CatalogModel[] wrong(List<CatalogModel> models, UnaryOperator<PriceComponent> change) {
        List<CatalogModel> wrong = new ArrayList<>();
        for (CatalogModel model : models) {
            wrong.add(with(model, model.providerModelId(), changed(model.pricing(), change)));
        }
        CatalogModel any = models.stream()
                .filter(m -> m.pricing().state() == PriceState.PRICED)
                .findFirst()
                .orElseThrow();
        wrong.add(with(any, "never-seen-before", changed(any.pricing(), change)));
        return wrong.toArray(CatalogModel[]::new);
    }

    /** As the price builder would have read it: amounts that are too small are refused. */
    private static Pricing changed(Pricing pricing, UnaryOperator<PriceComponent> change) {
        if (pricing.state() != PriceState.PRICED) {
            return pricing;
        }
        List<PriceComponent> components = pricing.components().stream()
                .map(change)
                .filter(c -> c.unit() != BillingUnit.TOKEN || c.price().usd().compareTo(SMALLEST) >= 0)
                .toList();
        return components.isEmpty()
                ? Pricing.unknown("out_of_band")
                : new Pricing(PriceState.PRICED, pricing.basis(), components);
    }

    private static UnaryOperator<PriceComponent> error(String error) {
        return error.equals(SWAP) ? UnitErrorTest::swapped : c -> scaled(c, error);
    }

    private static PriceComponent scaled(PriceComponent c, String factor) {
        UnitPrice price = UnitPrice.ofUsd(c.price().usd().multiply(new BigDecimal(factor)));
        return new PriceComponent(c.kind(), c.unit(), price, PriceQuote.of(price.toPlainString()), c.condition());
    }

    private static PriceComponent swapped(PriceComponent c) {
        BillingUnit other = c.unit() == BillingUnit.TOKEN ? BillingUnit.REQUEST : BillingUnit.TOKEN;
        return new PriceComponent(c.kind(), other, c.price(), c.quote(), c.condition());
    }

    private static List<String> served(CatalogFixture catalog) {
        return catalog.texts(SERVED).stream()
                .filter(line -> !line.contains(" never-seen-before unknown"))
                .toList();
    }

    private static void age(CatalogFixture catalog) {
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE held_changes SET last_agreed_at = last_agreed_at - interval '1 day'"));
    }

    /** In parts, since there are more than a thousand syncs. */
    @Tag("P65")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void onAnExistingCatalog_noWrongPriceIsEverServed(int part) throws SQLException {
        CatalogFixture own = new CatalogFixture(whole);
        try {
            serveNoWrongPrice(own, part);
        } finally {
            own.close();
            CatalogDatabase.drop(own.database);
        }
    }

    private static void serveNoWrongPrice(CatalogFixture catalog, int part) {
        List<String> truth = served(catalog);
        int cases = 0;
        List<String> slugs = List.copyOf(lists.keySet());
        for (int i = part; i < slugs.size(); i += PARTS) {
            String slug = slugs.get(i);
            List<CatalogModel> list = Objects.requireNonNull(lists.get(slug));
            for (String error : ERRORS) {
                CatalogModel[] wrong = wrong(list, error(error));
                for (int fetch = 0; fetch < 3; fetch++) {
                    catalog.sync(slug, FakeFeed.of(wrong));
                    age(catalog);
                }
                assertThat(served(catalog)).as(slug + " " + error).isEqualTo(truth);
                cases++;
            }
            catalog.sync(slug, FakeFeed.of(list.toArray(CatalogModel[]::new)));
            assertThat(catalog.number("SELECT count(*) FROM held_changes h JOIN catalog_models m ON m.id = h.model_id"
                            + " WHERE status = 'pending' AND provider_model_id <> 'never-seen-before'"))
                    .isZero();
        }
        assertThat(cases).isGreaterThanOrEqualTo(30);
        System.out.println(cases + " wrong lists of one in " + PARTS + " of " + lists.size()
                + " providers, 0 wrong prices served");
    }

    private void approveAll() {
        catalog.approveAll("test");
    }

    /** References that differ by a tenth: they speak against other units, and for no exact price. */
    @ParameterizedTest
    @ValueSource(strings = {"1e2", "1e3", "1e6", "1e-6", "1e12", SWAP})
    void onAFirstSync_noWrongPriceWithAReferenceIsServed(String error) {
        for (Map.Entry<String, List<CatalogModel>> list : lists.entrySet()) {
            int known = 0;
            for (CatalogModel model : list.getValue()) {
                known += refer(list.getKey(), model) ? 1 : 0;
            }
            catalog.sync(list.getKey(), FakeFeed.of(wrong(list.getValue(), error(error))));

            List<String> wrong =
                    catalog.texts("SELECT m.provider_model_id || ' ' || r.components::text FROM served_prices r JOIN"
                            + " catalog_models m ON m.id = r.model_id JOIN providers p ON p.id = m.provider_id JOIN"
                            + " reference_prices f ON f.provider_slug = p.slug AND f.reference_id = m.provider_model_id"
                            + " WHERE r.pricing_state = 'priced' AND p.slug = '" + list.getKey() + "'");
            assertThat(wrong).as(list.getKey() + ", " + known + " references").isEmpty();
        }
    }

    /** No reference knows anything, and one other provider sells each model for a tenth more. */
    @Tag("P66")
    @ParameterizedTest
    @ValueSource(strings = {"1e2", "1e3", "1e6", "1e-3", "1e-6", "1e12", SWAP})
    void onAFirstSync_noWrongPriceThatAPeerTellsIsServed(String error) {
        int compared = 0;
        int alone = 0;
        for (Map.Entry<String, List<CatalogModel>> list : lists.entrySet()) {
            // Ids of their own, so that no provider is a peer of one before it.
            List<CatalogModel> models = list.getValue().stream()
                    .map(m -> with(m, list.getKey() + "/x/" + m.providerModelId(), m.pricing()))
                    .toList();
            CatalogModel[] peers = models.stream()
                    .filter(UnitErrorTest::isToldPerToken)
                    .map(m -> with(m, m.providerModelId(), changed(m.pricing(), c -> scaled(c, "1.1"))))
                    .toArray(CatalogModel[]::new);
            if (peers.length == 0) {
                continue;
            }
            String peer = list.getKey().equals("groq") ? "together" : "groq";
            catalog.sync(peer, FakeFeed.of(peers));
            approveAll();
            catalog.sync(list.getKey(), FakeFeed.of(wrong(models, error(error))));

            compared += peers.length;
            alone += catalog.texts("SELECT 1::text" + servedOf(list.getKey()) + " AND NOT " + HAS_PEER)
                    .size();
            assertThat(catalog.texts("SELECT m.provider_model_id" + servedOf(list.getKey()) + " AND " + HAS_PEER))
                    .as(list.getKey())
                    .isEmpty();
        }
        assertThat(compared).isGreaterThan(20);
        assertThat(alone)
                .as("wrong prices that nobody else tells, beside some that a peer tells")
                .isZero();
        System.out.println("first sync, " + error + ": 0 of " + compared
                + " wrong prices that a peer tells are served, " + alone + " of those that nobody else tells");
    }

    private static boolean isToldPerToken(CatalogModel model) {
        Pricing pricing = model.pricing();
        return pricing.state() == PriceState.PRICED
                && pricing.base(PriceKind.INPUT, BillingUnit.TOKEN).isPresent();
    }

    private static String servedOf(String slug) {
        return " FROM served_prices r JOIN catalog_models m ON m.id = r.model_id JOIN providers p ON p.id ="
                + " m.provider_id WHERE r.pricing_state = 'priced' AND"
                + " p.slug"
                + " = '" + slug + "' AND starts_with(m.provider_model_id, '"
                + slug + "/x/')";
    }

    private boolean refer(String slug, CatalogModel model) {
        UnitPrice input =
                model.pricing().base(PriceKind.INPUT, BillingUnit.TOKEN).orElse(null);
        if (model.pricing().state() != PriceState.PRICED || input == null) {
            return false;
        }
        BigDecimal usd = Objects.requireNonNull(input).usd().multiply(new BigDecimal("1.1"));
        catalog.jdbi.useHandle(handle -> {
            handle.execute(
                    "INSERT INTO reference_scopes (provider_slug, version) VALUES (?, 1) ON CONFLICT DO NOTHING", slug);
            handle.execute(
                    "INSERT INTO reference_prices (feed, provider_slug, reference_key, reference_id,"
                            + " price_per_input_token, components, price_hash, snapshot_sha256) VALUES ('litellm', ?,"
                            + " lower(?), ?, ?, jsonb_build_array(jsonb_build_object('kind', 'input', 'unit', 'token',"
                            + " 'usd', ?, 'raw', '', 'condition', '{}'::jsonb)), '', '') ON CONFLICT DO NOTHING",
                    slug,
                    model.providerModelId(),
                    model.providerModelId(),
                    usd,
                    usd.toPlainString());
        });
        return true;
    }
}
