package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.activities.feed.FeatureWords.REASONING;
import static ai.gatewayz.sync.activities.feed.FeatureWords.STRUCTURED;
import static ai.gatewayz.sync.activities.feed.FeatureWords.TOOLS;
import static ai.gatewayz.sync.activities.feed.FeatureWords.VISION;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_E10_PER_TOKEN;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.FeatureWords;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.PromptTiers;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.QuotedAmount;
import ai.gatewayz.sync.catalog.price.QuotedPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's list of text models. One price may stand in three fields: in dollars per million tokens as text, the same in
 * ten-thousandths of a dollar as a whole number, and that number once more at the top of the record. Where prices depend on
 * the prompt's size the fields outside the tiers are zero or repeat the first tier. Zero without tiers means that nothing is
 * charged, but no model is marked as free.
 */
final class Novita implements RecordMapper {
    static Provider entry() {
        return Provider.of("novita", "Novita")
                .aliases("novitaai")
                .list("https://api.novita.ai", "/openai/v1/models")
                .credential(Credential.optionalBearer("NOVITA_API_KEY"))
                .reads(new Novita())
                .references(ReferenceKeys.both("novita-ai", "novita/"))
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.OTHER_CLIENTS)
                .note(
                        "The list that it sent has flat prices; tiers and the object `pricing` are known from other programs");
    }

    /** A kind of price: its name in a price object and at the top of the record. */
    private record Name(
            PriceKind kind, String name, @Nullable String top) {
        String decimal() {
            return "pricing." + name + ".price_per_m_decimal";
        }

        String whole() {
            return "pricing." + name + ".price_per_m";
        }
    }

    private static final String TIERS = "tiered_billing_configs";
    private static final Set<String> TIER_FIELDS = Set.of("min_tokens", "max_tokens", "pricing");
    private static final Set<String> PRICE = Set.of("price_per_m", "price_per_m_decimal");
    private static final List<Name> NAMES = List.of(
            new Name(PriceKind.INPUT, "prompt", "input_token_price_per_m"),
            new Name(PriceKind.OUTPUT, "completion", "output_token_price_per_m"),
            new Name(PriceKind.CACHE_READ, "input_cache_read", "cache_read_input_token_price_per_m"),
            new Name(PriceKind.CACHE_WRITE, "input_cache_write", null));

    @Override
    public List<PriceField> priceFields() {
        List<PriceField> fields = new ArrayList<>();
        for (Name name : NAMES) {
            for (String at : List.of("", TIERS + "[].")) {
                fields.add(PriceField.of(at + name.decimal(), name.kind(), USD_PER_MILLION_TOKENS));
                fields.add(PriceField.of(at + name.whole(), name.kind(), USD_E10_PER_TOKEN));
            }
            if (name.top() != null) {
                fields.add(PriceField.of(name.top(), name.kind(), USD_E10_PER_TOKEN));
            }
        }
        return fields;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        Set<FeatureWords> vocabulary = record.words("input_modalities") == null
                ? Set.of(TOOLS, VISION, REASONING, STRUCTURED)
                : Set.of(TOOLS, REASONING, STRUCTURED);
        RecordRule.limits("context_size", "max_output_tokens").apply(record, draft);
        RecordRule.features("features", vocabulary).apply(record, draft);
        RecordRule.keep("model_type").apply(record, draft);
        RecordRule.offeredIf("status", "1").apply(record, draft);
        List<JsonRecord> tiers = record.records(TIERS);
        if (!tiers.isEmpty() || !record.isFlagged("is_tiered_billing")) {
            record.known("is_tiered_billing");
        }
        Optional<PromptTiers> read =
                PromptTiers.of(tiers.stream().map(Novita::tier).toList(), TIER_FIELDS);
        if (read.isPresent()) {
            PromptTiers all = read.orElseThrow();
            NAMES.forEach(name -> all.add(
                    name.kind(),
                    config -> isKnown(config, name) ? price(config, name, draft) : Optional.empty(),
                    price(record, name, draft),
                    PriceCondition.ALWAYS,
                    draft));
        } else {
            NAMES.forEach(name ->
                    price(record, name, draft).ifPresent(p -> draft.pricing().add(name.kind(), p.unit(), p.said())));
            if (tiers.isEmpty()) {
                RecordRule.freeIfZero("zero_price").apply(record, draft);
            } else {
                draft.pricing().refuse(PriceRefusal.TIERS);
            }
        }
    }

    /** From {@code min_tokens} on, where 1 is the first; {@code max_tokens} is where the next one begins. */
    private static PromptTiers.Tier tier(JsonRecord config) {
        String from = config.scalar("min_tokens");
        boolean first = "0".equals(from) || "1".equals(from);
        return new PromptTiers.Tier(config, first ? (Long) 0L : config.count("min_tokens"), config.count("max_tokens"));
    }

    /** Another field of a tier's price may be a condition of it. */
    private static boolean isKnown(JsonRecord config, Name name) {
        return PRICE.containsAll(config.at("pricing." + name.name()).names());
    }

    /** The price of a kind of the record, or of one of its tiers. */
    private static Optional<QuotedPrice> price(JsonRecord at, Name name, ModelDraft draft) {
        PriceText decimal = at.priceText(name.decimal());
        PriceText whole = at.priceText(name.whole());
        PriceText top = name.top() == null ? null : at.priceText(name.top());
        List<QuotedPrice> fields = new ArrayList<>();
        if (decimal != null) {
            fields.add(new QuotedPrice(USD_PER_MILLION_TOKENS, decimal));
        }
        Stream.of(Optional.ofNullable(whole), Optional.ofNullable(top))
                .flatMap(Optional::stream)
                .filter(field -> !isRounded(decimal, field))
                .forEach(field -> fields.add(new QuotedPrice(USD_E10_PER_TOKEN, field)));
        return QuotedPrice.agreed(fields, draft.pricing());
    }

    /** Whether a whole number is what its unit can hold of the decimal. */
    private static boolean isRounded(@Nullable PriceText decimal, PriceText whole) {
        return decimal != null
                && QuotedAmount.read(decimal.text()) instanceof QuotedAmount.Amount exact
                && QuotedAmount.read(whole.text()) instanceof QuotedAmount.Amount integer
                && exact.value()
                                .movePointRight(4)
                                .subtract(integer.value())
                                .abs()
                                .compareTo(BigDecimal.ONE)
                        < 0;
    }
}
