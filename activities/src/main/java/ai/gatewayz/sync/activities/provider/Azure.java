package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public retail prices of one region: a meter per model, direction, place and tier, each in its own unit. A model's id is
 * the product and the model's words in the names of its meters, since meters have no other; prices of the global deployment
 * have no condition.
 */
final class Azure implements ModelFeed {
    static Provider entry() {
        return Provider.of("azure", "Azure AI Foundry")
                .aliases("azure-openai")
                .list("https://prices.azure.com/api/retail", "/prices?api-version=2023-01-01-preview&$filter=" + FILTER)
                .paging(Paging.nextUrl("NextPageLink"))
                .feed(new Azure())
                .confirmedBy(Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS)
                .note("List prices of the region eastus2; ids are the names of meters, not of deployments");
    }

    private static final String FILTER = "serviceName%20eq%20%27Foundry%20Models%27%20and%20armRegionName%20eq%20"
            + "%27eastus2%27%20and%20priceType%20eq%20%27Consumption%27";
    private static final Envelope ENVELOPE = Envelope.array("Items");
    private static final String PRICE = "retailPrice";
    private static final Map<String, PriceUnit> UNITS =
            Map.of("1K", PriceUnit.USD_PER_THOUSAND_TOKENS, "1M", PriceUnit.USD_PER_MILLION_TOKENS);

    @Override
    public List<PriceField> priceFields() {
        return Stream.of(
                        PriceKind.INPUT,
                        PriceKind.OUTPUT,
                        PriceKind.CACHE_READ,
                        PriceKind.CACHE_WRITE,
                        PriceKind.IMAGE_INPUT,
                        PriceKind.IMAGE_OUTPUT,
                        PriceKind.AUDIO_INPUT,
                        PriceKind.AUDIO_OUTPUT,
                        PriceKind.AUDIO_CACHE_READ)
                .flatMap(kind -> UNITS.values().stream().sorted().map(unit -> PriceField.of(PRICE, kind, unit)))
                .toList();
    }

    @Override
    public void read(InputStream body, int pages, ModelSink sink) throws IOException {
        MeteredModels models = new MeteredModels(sink);
        ENVELOPE.read(body, pages, sink, record -> add(record, models, sink));
        models.finish();
    }

    private static void add(JsonRecord record, MeteredModels models, ModelSink sink) {
        String name = record.text("meterName");
        String product = record.text("productName");
        if (name == null || product == null) {
            sink.skip(SkipReason.NO_ID, "a meter without a name");
            return;
        }
        String measure = String.valueOf(record.text("unitOfMeasure"));
        PriceUnit unit = UNITS.get(measure);
        Optional<AzureMeter> read = AzureMeter.of(name, String.valueOf(record.text("armRegionName")));
        if (unit == null || read.isEmpty()) {
            sink.skip(SkipReason.NOT_OFFERED, "`" + name + "`, per " + measure + ", is no meter of a request's tokens");
            return;
        }
        AzureMeter meter = read.orElseThrow();
        MeteredModels.Metered model = models.model(product + "/" + meter.model());
        model.draft().name(meter.model()).note("product", product);
        PriceText price = record.priceText(PRICE);
        PriceKind kind = meter.kind();
        PriceCondition condition = inForce(record, meter.condition(), model.draft());
        record.known("unitPrice");
        if (!"USD".equals(record.text("currencyCode"))) {
            model.draft().pricing().refuse(PriceRefusal.CURRENCY);
        } else if (meter.per() != null && !meter.per().equalsIgnoreCase(measure)) {
            model.draft().pricing().refuse(PriceRefusal.UNIT_UNKNOWN);
        } else if (kind != null && condition != null && price != null) {
            model.add(kind, condition, new QuotedPrice(unit, price));
            record.unreadPriceTerms().forEach(pointer -> model.unread(at(name, pointer)));
            return;
        }
        model.unread(at(name, "/" + PRICE));
    }

    /**
     * The condition with the meter's dates; null where the price depends on how much was used before, is no list price, or is
     * over, or ends before it starts.
     */
    private static @Nullable PriceCondition inForce(JsonRecord record, PriceCondition condition, ModelDraft draft) {
        String from = record.scalar("tierMinimumUnits");
        String type = record.text("type");
        boolean always = from == null || from.matches("0(\\.0+)?");
        if (!always || type != null && !type.equals("Consumption")) {
            return null;
        }
        Instant start = record.instant("effectiveStartDate");
        Instant end = record.instant("effectiveEndDate");
        boolean isUnread =
                end == null && record.has("effectiveEndDate") || start == null && record.has("effectiveStartDate");
        boolean isOver = end != null && !end.isAfter(draft.toldAt());
        if (isUnread || isOver || start != null && end != null && !end.isAfter(start)) {
            draft.pricing().refuse(PriceRefusal.CONDITION);
            return null;
        }
        boolean isAnnounced = start != null && start.isAfter(draft.toldAt());
        return condition.between(isAnnounced ? start : null, end);
    }

    private static String at(String meter, String pointer) {
        return "/" + meter.replace("~", "~0").replace("/", "~1") + pointer;
    }
}
