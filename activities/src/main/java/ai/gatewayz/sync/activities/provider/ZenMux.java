package ai.gatewayz.sync.activities.provider;

import static java.util.Comparator.comparing;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OfferAmounts;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.catalog.price.QuotedAmount;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * ZenMux's list: per price dimension an array of entries, each with its value, unit, currency and perhaps a range of
 * prompt lengths. Zero on every entry is free, by the id's suffix or by the price alone.
 */
final class ZenMux implements RecordMapper {
    static Provider entry() {
        return Provider.of("zenmux", "ZenMux")
                .list("https://zenmux.ai/api/v1", "/models")
                .credential(Credential.optionalBearer("ZENMUX_API_KEY"))
                .reads(new ZenMux())
                .references(ReferenceKeys.modelsDev("zenmux"))
                .confirmedBy(Evidence.RECORDED_BODY);
    }

    private static final Map<String, PriceKind> KINDS = Map.of(
            "prompt", PriceKind.INPUT,
            "completion", PriceKind.OUTPUT,
            "input_cache_read", PriceKind.CACHE_READ,
            "input_cache_write", PriceKind.CACHE_WRITE,
            "input_cache_write_5_min", PriceKind.CACHE_WRITE,
            "input_cache_write_1_h", PriceKind.CACHE_WRITE_1H,
            "web_search", PriceKind.WEB_SEARCH,
            "audio_input", PriceKind.AUDIO_INPUT,
            "audio_cache_read", PriceKind.AUDIO_CACHE_READ,
            "internal_reasoning", PriceKind.REASONING);

    @Override
    public List<PriceField> priceFields() {
        return KINDS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> PriceField.of(
                        "pricings." + e.getKey() + "[].value",
                        e.getValue(),
                        e.getValue() == PriceKind.WEB_SEARCH
                                ? PriceUnit.USD_PER_SEARCH
                                : PriceUnit.USD_PER_MILLION_TOKENS))
                .toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        List<String> inputs = record.words("input_modalities");
        List<String> outputs = record.words("output_modalities");
        draft.capabilities(new Capabilities(
                        null,
                        null,
                        inputs == null ? null : (Boolean) inputs.contains("image"),
                        null,
                        record.flag("capabilities.reasoning"),
                        null))
                .note("publish_time", record.text("publish_time"));
        Prices prices = new Prices(draft);
        JsonRecord pricings = record.at("pricings");
        for (String dimension : pricings.names()) {
            prices.read(dimension, KINDS.getOrDefault(dimension, PriceKind.OTHER), pricings.records(dimension));
        }
        prices.addTo(draft.pricing());
        if (prices.isAllZero() && draft.id().endsWith("-free")) {
            draft.pricing().declareFree("free_suffix");
        } else if (prices.isAllZero() && outputs != null && outputs.contains("text")) {
            draft.pricing().declareFree("zero_price");
        }
    }

    /** The price entries of one ZenMux model, gathered so that several entries for the same case can be ranked. */
    private static final class Prices {
        private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

        /** Everything that two prices must share to compete with each other. */
        private record Slot(PriceKind kind, PriceUnit unit, PriceCondition condition) {}

        private final Map<Slot, TreeSet<PriceText>> quotes = new LinkedHashMap<>();
        private final ModelDraft draft;
        private boolean allZero = true;

        Prices(ModelDraft draft) {
            this.draft = draft;
        }

        /** Whether there are entries and every one of them is a plain zero in a known unit. */
        boolean isAllZero() {
            return allZero && !quotes.isEmpty();
        }

        /** Takes the entries of one dimension; other dimensions than the known ones keep their name as a variant. */
        void read(String dimension, PriceKind kind, List<JsonRecord> entries) {
            boolean tiered = entries.stream().allMatch(e -> condition(e) != null);
            if (!tiered) {
                // A price that also depends on the answer's length has no prompt range: the dearest entry is the
                // headline.
                draft.note(
                        "pricings." + dimension,
                        String.join("; ", entries.stream().map(Prices::describe).toList()));
            }
            List<JsonRecord> taken = tiered
                    ? entries
                    : entries.stream().max(comparing(e -> amount(e.decimal("value")))).stream()
                            .toList();
            for (JsonRecord entry : taken) {
                PriceCondition range = condition(entry);
                PriceCondition condition = tiered && range != null ? range : PriceCondition.ALWAYS;
                take(entry, kind, kind == PriceKind.OTHER ? condition.with("variant", dimension) : condition);
            }
        }

        private void take(JsonRecord entry, PriceKind kind, PriceCondition condition) {
            PriceText raw = entry.priceText("value");
            PriceUnit unit = unit(entry.text("unit"), kind);
            if (!"USD".equals(entry.text("currency")) || unit == null) {
                draft.pricing().refuse(unit == null ? PriceRefusal.UNIT_UNKNOWN : PriceRefusal.CURRENCY, raw);
                draft.note("pricings.refused." + kind.key(), describe(entry));
                allZero = false;
            } else if (raw != null) {
                PriceCondition own =
                        unit == PriceUnit.USD_PER_OTHER ? condition.with("unit_text", "perCount") : condition;
                quotes.computeIfAbsent(new Slot(kind, unit, own), s -> new TreeSet<>(Prices::dearestFirst))
                        .add(raw);
                allZero &= amount(raw.text()).signum() == 0;
            }
        }

        /** Adds every price; where several share a case, the dearest stands for it and the others become variants. */
        void addTo(PricingBuilder pricing) {
            quotes.forEach((slot, raws) -> {
                int rank = 0;
                for (PriceText raw : raws) {
                    PriceCondition condition =
                            rank == 0 ? slot.condition() : slot.condition().with("variant", "alternative_" + rank);
                    pricing.add(slot.kind(), slot.unit(), raw, condition);
                    rank++;
                }
            });
        }

        /** The unit behind ZenMux's word; null for a word that is not known. */
        static @Nullable PriceUnit unit(@Nullable String word, PriceKind kind) {
            return switch (String.valueOf(word)) {
                case "perMTokens" -> PriceUnit.USD_PER_MILLION_TOKENS;
                case "perSecond" -> PriceUnit.USD_PER_SECOND;
                case "perCount" -> kind == PriceKind.WEB_SEARCH ? PriceUnit.USD_PER_SEARCH : PriceUnit.USD_PER_OTHER;
                default -> null;
            };
        }

        /** The range of prompt lengths; null where the conditions are of another kind. */
        private static @Nullable PriceCondition condition(JsonRecord entry) {
            if (!entry.has("conditions")) {
                return PriceCondition.ALWAYS;
            }
            JsonRecord prompt = entry.at("conditions.prompt_tokens");
            if (!entry.at("conditions").names().equals(List.of("prompt_tokens"))
                    || !"kTokens".equals(prompt.text("unit"))) {
                return null;
            }
            try {
                Long from = bound(prompt, "gte", "gt");
                Long to = bound(prompt, "lt", "lte");
                if (from != null && to != null && to <= from) {
                    return null;
                }
                // From the first token on is the base price; a longer prompt has its own entry, which goes before it.
                if (from == null || from <= 1) {
                    return PriceCondition.ALWAYS;
                }
                return to == null ? PriceCondition.promptFrom(from) : PriceCondition.promptBetween(from, to);
            } catch (ArithmeticException e) {
                return null;
            }
        }

        /**
         * A bound in tokens: as it is where {@code same} names it, one more where {@code next} does.
         *
         * @throws ArithmeticException when it is no whole number of tokens
         */
        private static @Nullable Long bound(JsonRecord prompt, String same, String next) {
            String raw = prompt.decimal(same);
            long step = raw == null ? 1 : 0;
            raw = raw == null ? prompt.decimal(next) : raw;
            if (raw == null) {
                return null;
            }
            if (QuotedAmount.read(raw) instanceof QuotedAmount.Amount thousands) {
                return thousands.value().multiply(THOUSAND).longValueExact() + step;
            }
            throw new ArithmeticException("no bound");
        }

        private static int dearestFirst(PriceText one, PriceText other) {
            int byAmount = amount(other.text()).compareTo(amount(one.text()));
            return byAmount != 0 || amount(one.text()).signum() > 0
                    ? byAmount
                    : one.text().compareTo(other.text());
        }

        private static BigDecimal amount(@Nullable String raw) {
            return OfferAmounts.of(raw);
        }

        private static String describe(JsonRecord entry) {
            StringBuilder text = new StringBuilder()
                    .append(entry.decimal("value"))
                    .append(' ')
                    .append(entry.text("currency"))
                    .append(' ')
                    .append(entry.text("unit"));
            JsonRecord conditions = entry.at("conditions");
            for (String name : conditions.names()) {
                JsonRecord range = conditions.at(name);
                text.append(", ").append(name);
                range.names()
                        .forEach(bound ->
                                text.append(' ').append(bound).append(' ').append(range.decimal(bound)));
            }
            return text.toString();
        }
    }
}
