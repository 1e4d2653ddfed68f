package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.KeyedRecords;
import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.QuotedPrice;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * AWS's public price file of one region, read as a stream: products say what a meter counts, terms what it costs. A product
 * belongs to a model where its usage type has the model's id in it, which those of the OpenAI-compatible endpoint do; names
 * for people join nothing.
 */
final class AmazonBedrock implements ModelFeed {
    static Provider entry() {
        return Provider.of("amazon-bedrock", "Amazon Bedrock")
                .aliases("bedrock", "aws-bedrock")
                .list(
                        "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonBedrock/current",
                        "/us-east-1/index.json")
                .feed(new AmazonBedrock())
                .confirmedBy(Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS)
                .note("List prices of us-east-1, of models whose ids stand in their meters' names");
    }

    private static final String PRODUCTS = "products";
    private static final String TERMS = "terms.OnDemand";
    private static final String USD = "pricePerUnit.USD";

    /** Region, id and what is counted, such as {@code USE1-openai.gpt-oss-120b-mantle-input-tokens-standard}. */
    private static final Pattern USAGE_TYPE =
            Pattern.compile("[A-Z0-9]+-([a-z0-9-]+\\.[A-Za-z0-9.:-]+?)-mantle-([a-z0-9-]+)");

    private static final Pattern COUNTED =
            Pattern.compile("(input|output|cache-read)-tokens-(standard|batch|flex|priority)");
    private static final Map<String, PriceKind> KINDS =
            Map.of("input", PriceKind.INPUT, "output", PriceKind.OUTPUT, "cache-read", PriceKind.CACHE_READ);
    private static final Map<String, PriceUnit> UNITS =
            Map.of("1K tokens", PriceUnit.USD_PER_THOUSAND_TOKENS, "1M tokens", PriceUnit.USD_PER_MILLION_TOKENS);

    /** A product's model and what it counts of it; null where that is not known. */
    private record Meter(
            MeteredModels.Metered model,
            String usage,
            @Nullable PriceKind kind,
            PriceCondition condition) {}

    @Override
    public List<PriceField> priceFields() {
        return Stream.of(PriceKind.INPUT, PriceKind.OUTPUT, PriceKind.CACHE_READ)
                .flatMap(kind -> UNITS.values().stream()
                        .sorted()
                        .map(unit -> PriceField.of("terms.OnDemand.*.*.priceDimensions.*." + USD, kind, unit)))
                .toList();
    }

    @Override
    public void read(InputStream body, int pages, ModelSink sink) throws IOException {
        MeteredModels models = new MeteredModels(sink);
        Map<String, Meter> meters = new HashMap<>();
        boolean[] termsMet = {false};
        boolean[] late = {false};
        KeyedRecords.readAt(body, Set.of(PRODUCTS, TERMS), (path, sku, record) -> {
            if (path.equals(PRODUCTS)) {
                late[0] |= termsMet[0];
                addProduct(sku, record, models, meters, sink);
            } else {
                termsMet[0] = true;
                Meter meter = meters.get(sku);
                if (meter != null) {
                    addTerms(record, meter);
                }
            }
        });
        if (late[0] || !termsMet[0] && meters.isEmpty()) {
            throw new MalformedCatalogException("no object `products` before an object `terms`");
        }
        models.finish();
    }

    private static void addProduct(
            String sku, JsonRecord record, MeteredModels models, Map<String, Meter> meters, ModelSink sink) {
        String usage = record.text("attributes.usagetype");
        Matcher named = USAGE_TYPE.matcher(usage == null ? "" : usage);
        if (usage == null) {
            sink.skip(SkipReason.NO_ID, "a product without a usage type");
        } else if (!named.matches()) {
            sink.skip(SkipReason.NOT_OFFERED, "`" + usage + "` has no id of a model in it");
        } else {
            MeteredModels.Metered model = models.model(named.group(1));
            model.draft()
                    .name(record.text("attributes.model"))
                    .note("provider", record.text("attributes.provider"))
                    .note("region", record.text("attributes.regionCode"));
            Matcher counted = COUNTED.matcher(named.group(2));
            boolean known = counted.matches();
            String tier = known ? counted.group(2) : "standard";
            PriceCondition condition =
                    tier.equals("standard") ? PriceCondition.ALWAYS : PriceCondition.ALWAYS.with("service_tier", tier);
            meters.put(sku, new Meter(model, usage, known ? KINDS.get(counted.group(1)) : null, condition));
        }
    }

    /** A product has one term with one price; more of them would be ranges of use or announced changes. */
    private static void addTerms(JsonRecord record, Meter meter) {
        List<JsonRecord> dimensions = record.values().stream()
                .flatMap(term -> term.at("priceDimensions").values().stream())
                .toList();
        for (JsonRecord dimension : dimensions) {
            dimension.known("rateCode", "description", "appliesTo");
            PriceUnit unit = UNITS.get(String.valueOf(dimension.text("unit")));
            PriceText price = dimension.priceText(USD);
            PriceKind kind = meter.kind();
            boolean always = "0".equals(dimension.scalar("beginRange")) && "Inf".equals(dimension.scalar("endRange"));
            if (price == null) {
                meter.model().draft().pricing().refuse(PriceRefusal.CURRENCY);
            } else if (unit == null) {
                meter.model().draft().pricing().refuse(PriceRefusal.UNIT_UNKNOWN);
            } else if (kind != null && always && dimensions.size() == 1) {
                meter.model().add(kind, meter.condition(), new QuotedPrice(unit, price));
                continue;
            }
            meter.model().unread("/" + meter.usage() + dimension.pointer(USD));
        }
        record.unreadPriceTerms().forEach(pointer -> meter.model().unread("/" + meter.usage() + pointer));
    }
}
