package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_CHARACTER;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_IMAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_OTHER;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_SECOND;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_THOUSAND_SEARCHES;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.FeatureWords;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.QuotedPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Vercel's list: dollars per token as strings and, beside each of the four token prices, tiers with bounds of their own in
 * prompt tokens: {@code min} belongs to a tier, {@code max} is where the next one begins. The same prices stand once more for
 * regions, for {@code fast} and for other service tiers, where a {@code long_context} is what is above its threshold. Media has
 * prices of its own: {@code input} beside a price per character or per second is a placeholder. Searches are told per
 * thousand, which only readers say. Without a base price, {@code varies_by_provider} makes the price dynamic.
 */
final class VercelAiGateway implements RecordMapper {
    static Provider entry() {
        return Provider.of("vercel-ai-gateway", "Vercel AI Gateway")
                .aliases("vercel")
                .list("https://ai-gateway.vercel.sh/v1", "/models")
                .credential(Credential.optionalBearer("VERCEL_AI_GATEWAY_API_KEY", "VERCEL_AI_GATEWAY_KEY"))
                .reads(new VercelAiGateway())
                .references(ReferenceKeys.liteLlm("vercel_ai_gateway/"))
                .confirmedBy(Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS)
                .note("Prices of regions, service tiers, media and searches are read as other programs read them");
    }

    private static final PriceField INPUT = PriceField.of("input", PriceKind.INPUT, USD_PER_TOKEN);
    private static final List<PriceField> TOKENS = List.of(
            INPUT,
            PriceField.of("output", PriceKind.OUTPUT, USD_PER_TOKEN),
            PriceField.of("input_cache_read", PriceKind.CACHE_READ, USD_PER_TOKEN),
            PriceField.of("input_cache_write", PriceKind.CACHE_WRITE, USD_PER_TOKEN));
    private static final PriceField CHARACTER =
            PriceField.of("speech_input_character_cost", PriceKind.INPUT, USD_PER_CHARACTER);
    private static final PriceField AUDIO_SECOND =
            PriceField.of("transcription_duration_cost_per_second", PriceKind.AUDIO_INPUT, USD_PER_SECOND);
    private static final PriceField AUDIO_TOKEN =
            PriceField.of("audio_input_token_cost", PriceKind.AUDIO_INPUT, USD_PER_TOKEN);
    private static final List<PriceField> MEDIA = List.of(
            CHARACTER,
            AUDIO_SECOND,
            AUDIO_TOKEN,
            PriceField.of("audio_output_token_cost", PriceKind.AUDIO_OUTPUT, USD_PER_TOKEN),
            PriceField.of("image", PriceKind.IMAGE_OUTPUT, USD_PER_IMAGE),
            new PriceField(
                    "realtime_session_duration_cost_per_second",
                    PriceKind.OTHER,
                    USD_PER_SECOND,
                    PriceCondition.ALWAYS.with("unit_text", "realtime session")),
            new PriceField(
                    "realtime_client_message_cost",
                    PriceKind.OTHER,
                    USD_PER_OTHER,
                    PriceCondition.ALWAYS.with("unit_text", "realtime client message")),
            PriceField.of("web_search", PriceKind.WEB_SEARCH, USD_PER_THOUSAND_SEARCHES),
            new PriceField(
                    "maps_search",
                    PriceKind.OTHER,
                    USD_PER_THOUSAND_SEARCHES,
                    PriceCondition.ALWAYS.with("variant", "maps_search")));

    /** An array of prices for variants of one thing: where each price is, and what tells the variants apart. */
    private record Variants(String path, PriceField price, List<String> terms) {}

    private static final List<Variants> VARIANTS = List.of(
            new Variants(
                    "image_dimension_quality_pricing",
                    PriceField.of("cost", PriceKind.IMAGE_OUTPUT, USD_PER_IMAGE),
                    List.of("operation", "size", "quality", "style")),
            new Variants(
                    "video_duration_pricing",
                    PriceField.of("cost_per_second", PriceKind.VIDEO_OUTPUT, USD_PER_SECOND),
                    List.of("resolution", "mode", "audio", "voice_control")));
    private static final PriceField VIDEO_TOKENS =
            PriceField.of("cost_per_million_tokens", PriceKind.VIDEO_OUTPUT, USD_PER_MILLION_TOKENS);
    private static final List<String> VIDEO_INPUTS = List.of("no_video_input", "with_video_input");
    private static final Set<String> TIER = Set.of("cost", "min", "max");

    @Override
    public List<PriceField> priceFields() {
        List<PriceField> all = new ArrayList<>();
        for (String at :
                List.of("", "regional.eu.", "service_tiers.flex.", "service_tiers.flex.long_context.", "fast.")) {
            TOKENS.forEach(f -> all.add(below("pricing." + at, f)));
        }
        TOKENS.forEach(f -> all.add(PriceField.of("pricing." + f.path() + "_tiers[].cost", f.kind(), f.unit())));
        MEDIA.forEach(f -> all.add(below("pricing.", f)));
        VARIANTS.forEach(v -> all.add(below("pricing." + v.path() + "[].", v.price())));
        VIDEO_INPUTS.forEach(name -> all.add(below("pricing.video_token_pricing." + name + ".", VIDEO_TOKENS)));
        return all;
    }

    private static PriceField below(String prefix, PriceField field) {
        return PriceField.of(prefix + field.path(), field.kind(), field.unit());
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        List<String> inputs = record.words("modalities.input");
        Set<FeatureWords> vocabulary = inputs == null
                ? Set.of(FeatureWords.TOOLS, FeatureWords.VISION, FeatureWords.REASONING)
                : Set.of(FeatureWords.TOOLS, FeatureWords.REASONING);
        List<String> tags = record.words("tags");
        draft.limits(record.count("context_window"), record.count("max_tokens"))
                .modalities(inputs, record.words("modalities.output"))
                .capabilities(FeatureWords.read(tags, inputs, vocabulary))
                .dates(record.instant("created"), record.instant("deprecated_at"))
                .note("knowledge_cutoff", record.text("knowledge"))
                .note("type", record.text("type"));
        JsonRecord pricing = record.at("pricing");
        addTokens(pricing, PriceCondition.ALWAYS, isInputPlaceholder(record, pricing), draft);
        OpenAiModels.readPrices(pricing, MEDIA, draft);
        addServices(pricing, PriceCondition.ALWAYS, draft);
        addRegions(pricing, draft);
        addVariants(pricing, draft);
        if (tags != null && tags.contains("free")) {
            draft.pricing().declareFree("declared");
        }
        if (pricing.isTrue("varies_by_provider")) {
            draft.note("varies_by_provider", "true");
            if (TOKENS.stream().noneMatch(f -> pricing.has(f.path()))) {
                draft.pricing().declareDynamic();
            }
        }
    }

    private static boolean isInputPlaceholder(JsonRecord record, JsonRecord pricing) {
        boolean byAudio = "transcription".equals(record.text("type")) && pricing.has(AUDIO_TOKEN.path());
        return byAudio || pricing.has(CHARACTER.path()) || pricing.has(AUDIO_SECOND.path());
    }

    private static void addTokens(JsonRecord at, PriceCondition condition, boolean isPlaceholder, ModelDraft draft) {
        for (PriceField field : TOKENS) {
            if (isPlaceholder && field == INPUT) {
                at.known(field.path());
            } else {
                draft.pricing().add(field.kind(), field.unit(), at.priceText(field.path()), condition);
                addTiers(at, field, condition, draft);
            }
        }
    }

    /**
     * The tier that starts at zero is the base price and is added only where there is none. From the first tier on that does not
     * begin where the one before it ends, or that has another field, none is taken.
     */
    private static void addTiers(JsonRecord at, PriceField field, PriceCondition condition, ModelDraft draft) {
        PriceText base = at.priceText(field.path());
        boolean inOrder = true;
        Long expected = null;
        List<JsonRecord> tiers = at.records(field.path() + "_tiers");
        for (int i = 0; i < tiers.size(); i++) {
            JsonRecord tier = tiers.get(i);
            Long from = tier.count("min");
            Long to = tier.count("max");
            boolean isContinued = i == 0 || from != null && from.equals(expected);
            boolean isRange = to == null || to > (from == null ? 0 : from);
            inOrder &= isContinued && isRange && TIER.containsAll(tier.names());
            expected = to;
            PriceText cost = tier.priceText("cost");
            if (!inOrder) {
                draft.pricing().refuse(PriceRefusal.TIERS, cost);
            } else if (from != null) {
                PriceCondition size =
                        to == null ? PriceCondition.promptFrom(from) : PriceCondition.promptBetween(from, to);
                draft.pricing().add(field.kind(), field.unit(), cost, size.and(condition));
            } else if (base == null) {
                draft.pricing().add(field.kind(), field.unit(), cost, condition);
            } else if (cost != null && !isSame(field, base, cost)) {
                draft.pricing().refuse(PriceRefusal.CONFLICTING, cost);
            }
        }
    }

    private static boolean isSame(PriceField field, PriceText one, PriceText other) {
        return new QuotedPrice(field.unit(), one).usd().equals(new QuotedPrice(field.unit(), other).usd());
    }

    /** Prices of other tiers of service; an entry with a field that is not known is not taken. */
    private static void addServices(JsonRecord at, PriceCondition condition, ModelDraft draft) {
        JsonRecord fast = at.at("fast");
        if (isKnown(fast)) {
            addTokens(fast, condition.with("service_tier", "fast"), false, draft);
        }
        JsonRecord tiers = at.at("service_tiers");
        for (String name : entries(tiers)) {
            JsonRecord tier = tiers.at(name);
            JsonRecord above = tier.at("long_context");
            Long threshold = above.count("threshold");
            boolean isLong = tier.has("long_context");
            boolean isRead = !isLong || threshold != null && isKnown(above, "threshold");
            if (isRead && isKnown(tier, "long_context")) {
                PriceCondition service = condition.with("service_tier", name);
                addTokens(tier, service, false, draft);
                if (threshold != null) {
                    addTokens(above, PriceCondition.promptFrom(threshold + 1).and(service), false, draft);
                }
            }
        }
    }

    private static void addRegions(JsonRecord pricing, ModelDraft draft) {
        JsonRecord regional = pricing.at("regional");
        for (String name : entries(regional)) {
            JsonRecord region = regional.at(name);
            if (isKnown(region, "fast", "service_tiers")) {
                PriceCondition there = PriceCondition.ALWAYS.with("region", name);
                addTokens(region, there, false, draft);
                addServices(region, there, draft);
            }
        }
    }

    /** The names of the entries; none when something else stands among them, which may be a condition of all. */
    private static List<String> entries(JsonRecord named) {
        boolean areEntries =
                named.names().stream().noneMatch(name -> named.at(name).names().isEmpty());
        return areEntries ? named.names() : List.of();
    }

    private static boolean isKnown(JsonRecord entry, String... others) {
        Set<String> known = Stream.concat(
                        Stream.of(others), TOKENS.stream().flatMap(f -> Stream.of(f.path(), f.path() + "_tiers")))
                .collect(Collectors.toSet());
        return known.containsAll(entry.names());
    }

    private static void addVariants(JsonRecord pricing, ModelDraft draft) {
        for (Variants variants : VARIANTS) {
            for (JsonRecord entry : pricing.records(variants.path())) {
                PriceField price = variants.price();
                List<String> terms = variants.terms();
                boolean isKnown = entry.names().stream().allMatch(n -> n.equals(price.path()) || terms.contains(n));
                if (isKnown) {
                    String variant = terms.stream()
                            .filter(entry::has)
                            .map(name -> name + "=" + entry.scalar(name))
                            .collect(Collectors.joining(","));
                    PriceCondition condition =
                            variant.isEmpty() ? PriceCondition.ALWAYS : PriceCondition.ALWAYS.with("variant", variant);
                    draft.pricing().add(price.kind(), price.unit(), entry.priceText(price.path()), condition);
                }
            }
        }
        JsonRecord tokens = pricing.at("video_token_pricing");
        tokens.known("notes");
        for (String name : VIDEO_INPUTS) {
            JsonRecord entry = tokens.at(name);
            if (entry.names().equals(List.of(VIDEO_TOKENS.path()))) {
                draft.pricing()
                        .add(
                                VIDEO_TOKENS.kind(),
                                VIDEO_TOKENS.unit(),
                                entry.priceText(VIDEO_TOKENS.path()),
                                PriceCondition.ALWAYS.with("variant", name));
            }
        }
    }
}
