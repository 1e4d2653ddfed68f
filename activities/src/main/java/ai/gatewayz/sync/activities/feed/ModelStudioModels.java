package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.QuotedPrice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Alibaba's own list: prices by ranges of the prompt, in each of them an entry per thing that is charged, with its unit in
 * words. {@code 32k<Input<=128k} is for prompts of more than 32,000 tokens, up to 128,000. No record names its currency, which
 * is that of the region: dollars, or yuan in China, which are kept as text and never taken. Rows in OpenAI's shape are read too.
 */
public final class ModelStudioModels implements RecordMapper {
    /** What an entry charges for: of tokens by its type, of anything else in the provider's own words. */
    private record Slot(PriceKind kind, PriceUnit unit, PriceCondition condition) {}

    private static final Map<String, PriceKind> TOKENS = Map.ofEntries(
            Map.entry("input_token", PriceKind.INPUT),
            Map.entry("text_input_token", PriceKind.INPUT),
            Map.entry("omni_no_audio_input_token", PriceKind.INPUT),
            Map.entry("embedding_token", PriceKind.INPUT),
            Map.entry("output_token", PriceKind.OUTPUT),
            Map.entry("purein_text_output_token", PriceKind.OUTPUT),
            Map.entry("omni_no_audio_output_token", PriceKind.OUTPUT),
            Map.entry("vision_input_token", PriceKind.IMAGE_TOKEN),
            Map.entry("input_token_cache", PriceKind.CACHE_READ),
            Map.entry("input_token_cache_implicit", PriceKind.CACHE_READ),
            Map.entry("input_token_cache_creation", PriceKind.CACHE_WRITE),
            Map.entry("input_token_cache_creation_5m", PriceKind.CACHE_WRITE),
            Map.entry("input_token_cache_creation_1h", PriceKind.CACHE_WRITE_1H),
            Map.entry("audio_input_token", PriceKind.AUDIO_INPUT),
            Map.entry("omni_audio_input_token", PriceKind.AUDIO_INPUT),
            Map.entry("omni_audio_output_token", PriceKind.AUDIO_OUTPUT));
    /** What is read of a cache that the caller asked for, which has a price of its own beside that of the usual one. */
    private static final Set<String> EXPLICIT_READS = Set.of("input_token_cache_read", "input_token_cache_explicit");

    /** Before a type: its price while the model thinks. */
    private static final String THINKING = "thinking_";

    private static final Set<String> MILLION_TOKENS = Set.of("per 1m tokens", "per million tokens", "每百万tokens");
    private static final Set<String> ENTRY = Set.of("type", "price", "price_unit", "price_name", "time_band");
    private static final Set<String> RANGE = Set.of("range_name", "prices");
    private static final Pattern RANGE_NAME =
            Pattern.compile("(?:(?<from>\\d{1,7})(?<fromScale>[km]?)<)?input(?:<=(?<to>\\d{1,7})(?<toScale>[km]?))?");

    private final boolean isInDollars;

    /** The list of a region with this currency. */
    public ModelStudioModels(boolean isInDollars) {
        this.isInDollars = isInDollars;
    }

    @Override
    public List<PriceField> priceFields() {
        List<PriceField> fields = new ArrayList<>();
        if (isInDollars) {
            TOKENS.values().stream()
                    .distinct()
                    .sorted()
                    .forEach(kind -> fields.add(
                            PriceField.of("prices[].prices[].price", kind, PriceUnit.USD_PER_MILLION_TOKENS)));
            fields.add(PriceField.of("prices[].prices[].price", PriceKind.OTHER, PriceUnit.USD_PER_OTHER));
        }
        return fields;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        if (!record.has("model")) {
            OpenAiModels.readFacts(record, draft);
            return;
        }
        List<String> inputs = lowerCase(record.words("inference_metadata.request_modality"));
        List<String> abilities = record.words("capabilities");
        draft.id(record.text("model"))
                .name(record.text("name"))
                .description(record.text("description"))
                .limits(record.count("model_info.context_window"), record.count("model_info.max_output_tokens"))
                .modalities(inputs, lowerCase(record.words("inference_metadata.response_modality")))
                .capabilities(FeatureWords.read(
                        record.words("features"), inputs, Set.of(FeatureWords.TOOLS, FeatureWords.STRUCTURED)))
                .dates(published(record.text("published_time")), null)
                .note("owned_by", record.text("provider"))
                .note("abilities", abilities == null ? null : String.join(", ", abilities));
        List<JsonRecord> ranges = record.records("prices");
        ranges.forEach(range -> range.records("prices").forEach(e -> e.known("type", "price_name", "price_unit")));
        if (isInDollars) {
            addPrices(ranges, draft);
        } else if (!ranges.isEmpty()) {
            noteForeign(ranges, draft);
        }
    }

    private static @Nullable List<String> lowerCase(@Nullable List<String> words) {
        UnaryOperator<String> lower = word -> word.toLowerCase(Locale.ROOT);
        return words == null ? null : words.stream().map(lower).toList();
    }

    /** The day; the time after it has no zone. */
    private static @Nullable Instant published(@Nullable String time) {
        try {
            return time == null || time.length() < 10
                    ? null
                    : LocalDate.parse(time.substring(0, 10))
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static void noteForeign(List<JsonRecord> ranges, ModelDraft draft) {
        draft.pricing().refuse(PriceRefusal.CURRENCY);
        for (JsonRecord range : ranges) {
            for (JsonRecord entry : range.records("prices")) {
                draft.note(
                        "price " + entry.text("type") + " " + range.text("range_name"),
                        entry.decimal("price") + " CNY " + entry.text("price_unit"));
            }
        }
    }

    private static void addPrices(List<JsonRecord> ranges, ModelDraft draft) {
        Optional<PromptTiers> tiers =
                PromptTiers.of(ranges.stream().map(ModelStudioModels::tier).toList(), RANGE);
        if (tiers.isEmpty()) {
            if (!ranges.isEmpty()) {
                draft.pricing().refuse(PriceRefusal.TIERS);
            }
            return;
        }
        Set<Slot> slots = new LinkedHashSet<>();
        for (JsonRecord range : ranges) {
            boolean hasUsualReads = range.records("prices").stream().anyMatch(ModelStudioModels::isUsualRead);
            range.records("prices").stream()
                    .filter(ModelStudioModels::isRead)
                    .forEach(entry -> slots.add(slot(entry, hasUsualReads)));
        }
        for (Slot slot : slots) {
            tiers.orElseThrow()
                    .add(slot.kind(), range -> price(range, slot, draft), Optional.empty(), slot.condition(), draft);
        }
    }

    private static PromptTiers.Tier tier(JsonRecord range) {
        String name = String.valueOf(range.text("range_name")).replace(" ", "").toLowerCase(Locale.ROOT);
        if (name.equals("default")) {
            return new PromptTiers.Tier(range, 0L, null);
        }
        Matcher bounds = RANGE_NAME.matcher(name);
        if (!bounds.matches()) {
            return new PromptTiers.Tier(range, null, null);
        }
        Long above = tokens(bounds.group("from"), bounds.group("fromScale"));
        Long upTo = tokens(bounds.group("to"), bounds.group("toScale"));
        return new PromptTiers.Tier(range, above == null ? 0 : above + 1, upTo == null ? null : (Long) (upTo + 1));
    }

    private static @Nullable Long tokens(@Nullable String number, @Nullable String scale) {
        if (number == null) {
            return null;
        }
        return Long.parseLong(number) * ("m".equals(scale) ? 1_000_000L : "k".equals(scale) ? 1_000L : 1L);
    }

    /** Another field, or a time of day that is not told in figures, may be a condition: such an entry is not taken. */
    private static boolean isRead(JsonRecord entry) {
        String band = entry.has("time_band") ? entry.text("time_band") : null;
        return ENTRY.containsAll(entry.names()) && (band == null || band.equals("Default"));
    }

    private static boolean isUsualRead(JsonRecord entry) {
        String type = entry.text("type");
        return type != null && TOKENS.get(type) == PriceKind.CACHE_READ;
    }

    private static Slot slot(JsonRecord entry, boolean hasUsualReads) {
        String said = String.valueOf(entry.text("type"));
        String unit = String.valueOf(entry.text("price_unit"));
        boolean isThinking = said.startsWith(THINKING);
        String type = isThinking ? said.substring(THINKING.length()) : said;
        if (!MILLION_TOKENS.contains(unit.strip().toLowerCase(Locale.ROOT).replace('-', ' '))) {
            PriceCondition own = PriceCondition.ALWAYS.with("variant", said).with("unit_text", unit);
            return new Slot(PriceKind.OTHER, PriceUnit.USD_PER_OTHER, own);
        }
        boolean isExplicit = EXPLICIT_READS.contains(type);
        PriceKind kind = isExplicit ? PriceKind.CACHE_READ : TOKENS.getOrDefault(type, PriceKind.OTHER);
        PriceCondition condition = PriceCondition.ALWAYS;
        if (kind == PriceKind.OTHER || isExplicit && hasUsualReads) {
            condition = condition.with("variant", said);
        } else if (isThinking) {
            condition = condition.with("variant", "thinking");
        }
        return new Slot(kind, PriceUnit.USD_PER_MILLION_TOKENS, condition);
    }

    /** The price of a slot in a range; refused where two entries tell different ones. */
    private static Optional<QuotedPrice> price(JsonRecord range, Slot slot, ModelDraft draft) {
        List<JsonRecord> entries = range.records("prices");
        boolean hasUsualReads = entries.stream().anyMatch(ModelStudioModels::isUsualRead);
        List<QuotedPrice> said = new ArrayList<>();
        for (JsonRecord entry : entries) {
            if (isRead(entry) && slot(entry, hasUsualReads).equals(slot)) {
                PriceText price = entry.priceText("price");
                if (price != null) {
                    said.add(new QuotedPrice(slot.unit(), price));
                }
            }
        }
        return QuotedPrice.agreed(said, draft.pricing());
    }
}
