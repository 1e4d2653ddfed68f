package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.NANO_USD_PER_TOKEN;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_IMAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.FeatureWords;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.QuotedAmount;
import ai.gatewayz.sync.catalog.price.QuotedPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * NEAR's list: each price is an integer amount times {@code 10^-scale} dollars, with its currency beside it. Some text models
 * have the same prices once more in dollars per million tokens, with what a cache write costs.
 */
final class Near implements RecordMapper {
    static Provider entry() {
        return Provider.of("near", "NEAR AI Cloud")
                .aliases("nearai")
                .list("https://cloud-api.near.ai/v1", "/model/list?limit=100&offset=0")
                .paging(Paging.offset("total", 100))
                .reads(Envelope.array("models").withTotal("total"), new Near())
                .confirmedBy(Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS);
    }

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final long NANO_SCALE = 9;
    private static final long MAX_SCALE = 18;

    /** A kind of price: its field, and its name in the price list for text where that one has it. */
    private record Name(
            PriceKind kind, @Nullable String cost, @Nullable String text) {}

    private static final String SHORT = "textPricing.tiers.default.short";
    private static final List<Name> TOKENS = List.of(
            new Name(PriceKind.INPUT, "inputCostPerToken", "uncachedInput"),
            new Name(PriceKind.OUTPUT, "outputCostPerToken", "output"),
            new Name(PriceKind.CACHE_READ, "cacheReadCostPerToken", "cachedInput"),
            new Name(PriceKind.CACHE_WRITE, null, "cacheWrite"));
    private static final Set<FeatureWords> VOCABULARY =
            Set.of(FeatureWords.TOOLS, FeatureWords.JSON, FeatureWords.REASONING, FeatureWords.STRUCTURED);

    @Override
    public List<PriceField> priceFields() {
        List<PriceField> fields = new ArrayList<>();
        for (Name name : TOKENS) {
            if (name.cost() != null) {
                fields.add(PriceField.of(name.cost() + ".amount", name.kind(), NANO_USD_PER_TOKEN));
            }
            fields.add(PriceField.of(SHORT + "." + name.text(), name.kind(), USD_PER_MILLION_TOKENS));
        }
        fields.add(PriceField.of("costPerImage.amount", PriceKind.IMAGE_OUTPUT, USD_PER_IMAGE));
        return fields;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        List<String> inputs = record.words("metadata.architecture.inputModalities");
        List<String> outputs = record.words("metadata.architecture.outputModalities");
        List<String> aliases = record.words("metadata.aliases");
        draft.id(record.text("modelId"))
                .name(record.text("metadata.modelDisplayName"))
                .description(record.text("metadata.modelDescription"))
                .limits(record.count("metadata.contextLength"), record.count("metadata.maxOutputLength"))
                .modalities(inputs, outputs)
                .capabilities(FeatureWords.read(record.words("metadata.supportedFeatures"), inputs, VOCABULARY))
                .dates(null, record.instant("metadata.deprecationDate"))
                .note("aliases", aliases == null ? null : String.join(",", aliases))
                .note("owned_by", record.text("metadata.ownedBy"));
        RecordRule.keep(
                        "metadata.verifiable",
                        "metadata.attestationSupported",
                        "metadata.providerType",
                        "metadata.quantization",
                        "metadata.huggingFaceId")
                .apply(record, draft);
        addTokens(record, draft);
        quoted(USD_PER_IMAGE, record.at("costPerImage"), draft)
                .ifPresent(p -> draft.pricing().add(PriceKind.IMAGE_OUTPUT, p.unit(), p.said()));
        if (outputs == null || !outputs.contains("image")) {
            RecordRule.freeIfZero("zero_price").apply(record, draft);
        }
    }

    /**
     * The prices of short prompts are those that the record gives for all. From which size on a prompt is long is said nowhere:
     * those prices stay unread.
     */
    private static void addTokens(JsonRecord record, ModelDraft draft) {
        JsonRecord text = record.at("textPricing");
        boolean inMillions = "USD".equals(text.text("currency")) && "million_tokens".equals(text.text("unit"));
        if (inMillions) {
            record.known("textPricing.version");
        }
        for (Name name : TOKENS) {
            List<QuotedPrice> fields = new ArrayList<>();
            if (name.cost() != null && record.has(name.cost() + ".amount")) {
                Optional<QuotedPrice> cost = quoted(USD_PER_TOKEN, record.at(name.cost()), draft);
                if (cost.isEmpty()) {
                    continue;
                }
                fields.add(cost.orElseThrow());
            }
            PriceText said = inMillions ? record.priceText(SHORT + "." + name.text()) : null;
            if (said != null) {
                fields.add(new QuotedPrice(USD_PER_MILLION_TOKENS, said));
            }
            QuotedPrice.agreed(fields, draft.pricing())
                    .ifPresent(p -> draft.pricing().add(name.kind(), p.unit(), p.said()));
        }
    }

    /** An amount with its scale and currency; empty where there is none, or none that can be taken. */
    private static Optional<QuotedPrice> quoted(PriceUnit unit, JsonRecord cost, ModelDraft draft) {
        PriceText amount = cost.priceText("amount");
        if (amount == null) {
            return Optional.empty();
        }
        Long scale = scale(cost.scalar("scale"));
        if (!"USD".equals(cost.text("currency"))) {
            draft.pricing().refuse(PriceRefusal.CURRENCY, amount);
        } else if (scale == null) {
            draft.pricing().refuse(PriceRefusal.UNIT_UNKNOWN, amount);
        } else if (!DIGITS.matcher(amount.text()).matches()) {
            draft.pricing()
                    .refuse(
                            QuotedAmount.read(amount.text()) instanceof QuotedAmount.Refused refused
                                    ? refused.reason()
                                    : PriceRefusal.NOT_A_NUMBER,
                            amount);
        } else if (scale == NANO_SCALE && unit == USD_PER_TOKEN) {
            return Optional.of(new QuotedPrice(NANO_USD_PER_TOKEN, amount));
        } else {
            return Optional.of(new QuotedPrice(unit, new PriceText(amount.text() + "e-" + scale, amount.pointer())));
        }
        return Optional.empty();
    }

    private static @Nullable Long scale(@Nullable String text) {
        return text != null && DIGITS.matcher(text).matches() && Long.parseLong(text) <= MAX_SCALE
                ? (Long) Long.parseLong(text)
                : null;
    }
}
