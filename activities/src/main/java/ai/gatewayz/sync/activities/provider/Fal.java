package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * fal's list of endpoints, each page followed by the prices of its endpoints out of a second list. A price states its unit
 * in words; words that are not known become a price in fal's own unit.
 */
final class Fal implements ModelFeed {
    static Provider entry() {
        return Provider.of("fal", "fal")
                .aliases("fal-ai")
                .list("https://api.fal.ai/v1", "/models?limit=50")
                .credential(Credential.header("Authorization", "Key ", "FAL_API_KEY", "FAL_KEY"))
                .paging(Paging.withLookup(
                        Paging.tokenWhile("has_more", "next_cursor", "cursor"), "endpoint_id", "/pricing", 50))
                .feed(new Fal())
                .liteLlmName("fal_ai")
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.OTHER_CLIENTS)
                .note("Prices are in a second list, asked for each page's endpoints, each in the unit that it states");
    }

    private static final Envelope ENVELOPE = Envelope.array("models").orArray("prices");
    private static final String PRICE = "unit_price";
    private static final Map<String, PriceField> BY_UNIT_TEXT = Map.of(
            "image", PriceField.of(PRICE, PriceKind.IMAGE_OUTPUT, PriceUnit.USD_PER_IMAGE),
            "megapixel", PriceField.of(PRICE, PriceKind.IMAGE_OUTPUT, PriceUnit.USD_PER_MEGAPIXEL),
            "video", PriceField.of(PRICE, PriceKind.VIDEO_OUTPUT, PriceUnit.USD_PER_VIDEO),
            "video second", PriceField.of(PRICE, PriceKind.VIDEO_OUTPUT, PriceUnit.USD_PER_SECOND),
            "compute second", PriceField.of(PRICE, PriceKind.COMPUTE, PriceUnit.USD_PER_SECOND),
            "request", PriceField.of(PRICE, PriceKind.REQUEST, PriceUnit.USD_PER_REQUEST),
            "character", PriceField.of(PRICE, PriceKind.INPUT, PriceUnit.USD_PER_CHARACTER),
            "1000 character", PriceField.of(PRICE, PriceKind.INPUT, PriceUnit.USD_PER_THOUSAND_CHARACTERS));
    /** What a second or minute is of follows from what the endpoint makes. */
    private static final Map<String, PriceKind> MADE =
            Map.of("video", PriceKind.VIDEO_OUTPUT, "audio", PriceKind.AUDIO_OUTPUT, "speech", PriceKind.AUDIO_OUTPUT);

    /** Far more than a page has; bounds what a list without prices keeps in memory. */
    private static final int MOST_WAITING = 1_000;

    @Override
    public List<PriceField> priceFields() {
        List<PriceField> fields = new ArrayList<>(BY_UNIT_TEXT.values());
        for (PriceUnit time : List.of(PriceUnit.USD_PER_SECOND, PriceUnit.USD_PER_MINUTE)) {
            fields.add(PriceField.of(PRICE, PriceKind.OTHER, time));
        }
        fields.add(PriceField.of(PRICE, PriceKind.OTHER, PriceUnit.USD_PER_OTHER));
        return fields.stream()
                .sorted(Comparator.comparing(PriceField::unit).thenComparing(PriceField::kind))
                .toList();
    }

    @Override
    public boolean isPricedBySecondList() {
        return true;
    }

    @Override
    public void read(InputStream body, int pages, ModelSink sink) throws IOException {
        Waiting waiting = new Waiting(sink);
        ENVELOPE.read(body, pages, sink, record -> {
            if (isPrice(record)) {
                waiting.price(record);
            } else {
                waiting.add(record);
            }
        });
        waiting.finish();
    }

    /** Endpoints have metadata; a price whose amount is missing is no endpoint either. */
    private static boolean isPrice(JsonRecord record) {
        return !record.has("metadata") && record.names().contains(PRICE);
    }

    /** The models of one page until its prices are there. */
    private static final class Waiting {
        /** A model and what its endpoint makes. */
        private record Endpoint(ModelDraft draft, @Nullable String makes) {}

        private final ModelSink sink;
        private final List<Endpoint> endpoints = new ArrayList<>();
        private boolean pricesRead;

        Waiting(ModelSink sink) {
            this.sink = sink;
        }

        void add(JsonRecord record) {
            if (pricesRead || endpoints.size() >= MOST_WAITING) {
                finish();
            }
            ModelDraft draft = new ModelDraft(sink.toldAt());
            String category = record.text("metadata.category");
            map(record, category, draft);
            draft.account(record);
            List<String> made = side(category, 1);
            endpoints.add(new Endpoint(draft, made == null ? null : made.get(0)));
        }

        /** One that is for no endpoint of the page says nothing about any. */
        void price(JsonRecord record) {
            pricesRead = true;
            String id = String.valueOf(record.text("endpoint_id"));
            for (Endpoint endpoint : endpoints) {
                if (endpoint.draft().id().equals(id)) {
                    addPrice(record, endpoint.makes(), endpoint.draft());
                    endpoint.draft().account(record);
                }
            }
        }

        void finish() {
            endpoints.forEach(endpoint -> endpoint.draft().finish(sink));
            endpoints.clear();
            pricesRead = false;
        }
    }

    private static void map(JsonRecord record, @Nullable String category, ModelDraft draft) {
        draft.id(record.text("endpoint_id"))
                .name(record.text("metadata.display_name"))
                .description(record.text("metadata.description"))
                .modalities(side(category, 0), side(category, 1))
                .dates(record.instant("metadata.date"), null)
                .note("category", category)
                .note("license_type", record.text("metadata.license_type"))
                .note("group", record.text("metadata.group.key"))
                .pricing()
                .unknownBecause("no_price_listed");
        if ("training".equals(category)) {
            draft.notOffered("a training endpoint");
        }
        RecordRule.offeredIf("metadata.kind", "inference").apply(record, draft);
        RecordRule.offeredIf("metadata.status", "active").apply(record, draft);
    }

    private static @Nullable List<String> side(@Nullable String category, int index) {
        if (category == null) {
            return null;
        }
        if (category.equals("llm")) {
            return List.of("text");
        }
        String[] sides = category.split("-to-", -1);
        return sides.length == 2 ? List.of(sides[index]) : null;
    }

    private static void addPrice(JsonRecord entry, @Nullable String makes, ModelDraft draft) {
        String unit = String.valueOf(entry.text("unit")).strip();
        PriceText price = entry.priceText(PRICE);
        if (!"USD".equals(entry.text("currency"))) {
            draft.pricing().refuse(PriceRefusal.CURRENCY, price);
            draft.note("price " + unit, entry.decimal(PRICE) + " " + entry.text("currency"));
            return;
        }
        PriceField known = field(unit, makes);
        draft.pricing().add(known.kind(), known.unit(), price, known.condition());
    }

    private static PriceField field(String unit, @Nullable String makes) {
        String words = unit.toLowerCase(Locale.ROOT).replace('_', ' ');
        String one = words.endsWith("s") ? words.substring(0, words.length() - 1) : words;
        PriceKind made = MADE.getOrDefault(String.valueOf(makes), PriceKind.OTHER);
        return switch (one) {
            case "second" -> PriceField.of(PRICE, made, PriceUnit.USD_PER_SECOND);
            case "minute" -> PriceField.of(PRICE, made, PriceUnit.USD_PER_MINUTE);
            default ->
                BY_UNIT_TEXT.getOrDefault(
                        one,
                        new PriceField(
                                PRICE,
                                PriceKind.OTHER,
                                PriceUnit.USD_PER_OTHER,
                                PriceCondition.ALWAYS.with("unit_text", unit)));
        };
    }
}
