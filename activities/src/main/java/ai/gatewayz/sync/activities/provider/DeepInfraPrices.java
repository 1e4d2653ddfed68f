package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.CENTS_PER_CHARACTER;
import static ai.gatewayz.sync.catalog.price.PriceUnit.CENTS_PER_OTHER;
import static ai.gatewayz.sync.catalog.price.PriceUnit.CENTS_PER_SECOND;
import static ai.gatewayz.sync.catalog.price.PriceUnit.CENTS_PER_TOKEN;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.QuotedAmount;
import ai.gatewayz.sync.catalog.price.QuotedPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The price object of DeepInfra's own list. Its {@code type} says what is paid for, in cents. For tokens the prices of cached
 * ones and of other service tiers are factors of the usual prices, and those of longer prompts stand in a text: {@code <= 32K}
 * includes a prompt of 32,000 tokens. All are before a {@code discount}, a fraction, which may have an end.
 */
final class DeepInfraPrices {
    private static final PriceField INPUT = PriceField.of("cents_per_input_token", PriceKind.INPUT, CENTS_PER_TOKEN);
    private static final PriceField OUTPUT = PriceField.of("cents_per_output_token", PriceKind.OUTPUT, CENTS_PER_TOKEN);
    private static final PriceField SPEECH_SECOND =
            PriceField.of("cents_per_output_sec", PriceKind.AUDIO_OUTPUT, CENTS_PER_SECOND);
    private static final PriceField VIDEO_SECOND =
            PriceField.of("cents_per_output_sec", PriceKind.VIDEO_OUTPUT, CENTS_PER_SECOND);

    /** What is paid for, by the type of the price object. */
    private static final Map<String, List<PriceField>> BY_TYPE = new TreeMap<>(Map.of(
            "tokens", List.of(INPUT, OUTPUT),
            "input_tokens", List.of(INPUT),
            "input_character_length",
                    List.of(PriceField.of("cents_per_input_chars", PriceKind.INPUT, CENTS_PER_CHARACTER)),
            "input_length", List.of(PriceField.of("cents_per_input_sec", PriceKind.AUDIO_INPUT, CENTS_PER_SECOND)),
            "output_length", List.of(SPEECH_SECOND),
            "time", List.of(PriceField.of("cents_per_sec", PriceKind.COMPUTE, CENTS_PER_SECOND)),
            // Such a unit is an image of the default size and number of steps, or a frame of one.
            "image_units", List.of(other("cents_per_image_unit", "image unit")),
            "frame_units", List.of(other("cents_per_frame_unit", "frame unit"))));

    private static final Map<String, PriceKind> EXPLICIT_WRITES =
            Map.of("5m", PriceKind.CACHE_WRITE, "1h", PriceKind.CACHE_WRITE_1H);
    private static final List<String> SERVICES = List.of("priority", "flex");
    private static final Set<String> VIDEO = Set.of("text-to-video", "image-to-video");
    private static final Pattern BOUND = Pattern.compile("[<>]");
    private static final Pattern TIER = Pattern.compile("\\$(?<in>[0-9.]+) in \\$(?<out>[0-9.]+) out"
            + "(?: \\$(?<cached>[0-9.]+) cached)?(?: ?(?<word><=|>) ?(?<size>[0-9]{1,6})(?<scale>[KM]))?");
    private static final Map<String, PriceKind> TIER_PRICES =
            Map.of("in", PriceKind.INPUT, "out", PriceKind.OUTPUT, "cached", PriceKind.CACHE_READ);

    private final JsonRecord pricing;
    private final ModelDraft draft;
    private final BigDecimal share;
    private final @Nullable Instant discountEnds;
    /** What part of the usual price per token the other tiers of service cost. */
    private final Map<String, BigDecimal> services = new TreeMap<>();

    private DeepInfraPrices(JsonRecord pricing, BigDecimal share, @Nullable Instant discountEnds, ModelDraft draft) {
        this.pricing = pricing;
        this.share = share;
        this.discountEnds = discountEnds;
        this.draft = draft;
    }

    private static PriceField other(String path, String words) {
        return new PriceField(path, PriceKind.OTHER, CENTS_PER_OTHER, PriceCondition.ALWAYS.with("unit_text", words));
    }

    /** All fields with a price in cents. */
    static List<PriceField> fields() {
        List<PriceField> fields = new ArrayList<>();
        BY_TYPE.values().forEach(fields::addAll);
        fields.add(VIDEO_SECOND);
        return fields.stream()
                .distinct()
                .map(f -> PriceField.of("pricing." + f.path(), f.kind(), f.unit()))
                .toList();
    }

    /** Reads the price object of a record. */
    static void read(JsonRecord record, ModelDraft draft) {
        JsonRecord pricing = record.at("pricing");
        String type = pricing.text("type");
        List<PriceField> fields = BY_TYPE.get(String.valueOf(type));
        if (type == null || fields == null) {
            draft.pricing().unknownBecause("unit_unknown");
            return;
        }
        pricing.known("short", "default_width", "default_height", "default_iterations");
        pricing.known("default_price_cents", "usage_from_cost", "explicit_cache_granularity_tokens");
        Instant discountEnds = pricing.instant("discount_ends_at");
        boolean isEndRead = discountEnds != null || !pricing.has("discount_ends_at");
        BigDecimal share = isEndRead ? billedShare(pricing, draft) : BigDecimal.ONE;
        boolean isOver = discountEnds != null && !discountEnds.isAfter(draft.toldAt());
        if (!isEndRead || isOver && share.compareTo(BigDecimal.ONE) < 0) {
            share = BigDecimal.ONE;
            draft.pricing().refuse(PriceRefusal.DISCOUNT, pricing.priceText("discount_ends_at"));
        } else if (discountEnds != null && share.compareTo(BigDecimal.ONE) < 0) {
            draft.note("discount_ends_at", discountEnds.toString());
        }
        boolean isVideo = VIDEO.contains(String.valueOf(record.firstText("reported_type", "type")));
        new DeepInfraPrices(pricing, share, discountEnds, draft)
                .addAll(isVideo && fields.contains(SPEECH_SECOND) ? List.of(VIDEO_SECOND) : fields);
    }

    /** What part of a listed price is billed. A discount outside [0, 1) changes nothing and is refused. */
    static BigDecimal billedShare(JsonRecord at, ModelDraft draft) {
        PriceText said = at.priceText("discount");
        QuotedAmount discount = QuotedAmount.read(said == null ? null : said.text());
        if (discount instanceof QuotedAmount.Amount part && part.value().compareTo(BigDecimal.ONE) < 0) {
            if (said != null && part.value().signum() > 0) {
                draft.note("discount", said.text());
            }
            return BigDecimal.ONE.subtract(part.value());
        }
        if (!(discount instanceof QuotedAmount.Absent)) {
            draft.pricing().refuse(PriceRefusal.DISCOUNT, said);
        }
        return BigDecimal.ONE;
    }

    private void addAll(List<PriceField> fields) {
        boolean isDiscounted = share.compareTo(BigDecimal.ONE) < 0;
        if (fields.contains(INPUT)) {
            for (String service : SERVICES) {
                factor(pricing, "rate_per_service_tier_" + service).ifPresent(f -> services.put(service, f));
            }
        }
        for (PriceField field : fields) {
            PriceText said = pricing.priceText(field.path());
            if (said != null) {
                add(field.kind(), new QuotedPrice(field.unit(), said), BigDecimal.ONE, field.condition());
                draft.note("list_price." + field.kind().key(), isDiscounted ? said.text() : null);
            }
        }
        boolean isCacheReadTold = addTiers();
        PriceText input = fields.contains(INPUT) ? pricing.priceText(INPUT.path()) : null;
        if (input != null) {
            QuotedPrice base = new QuotedPrice(CENTS_PER_TOKEN, input);
            if (isCacheReadTold) {
                pricing.known("rate_per_input_token_cached");
            } else {
                factor(pricing, "rate_per_input_token_cached")
                        .ifPresent(f -> add(PriceKind.CACHE_READ, base, f, PriceCondition.ALWAYS));
            }
            addWrites(base);
        }
    }

    /** The rate of a write that names no time to live is that of five minutes, the usual one. */
    private void addWrites(QuotedPrice base) {
        Optional<BigDecimal> usual = factor(pricing, "rate_per_input_token_cache_write");
        usual.ifPresent(f -> add(PriceKind.CACHE_WRITE, base, f, PriceCondition.ALWAYS));
        JsonRecord explicit = pricing.at("rate_per_explicit_cache_write_token");
        EXPLICIT_WRITES.forEach((life, kind) -> {
            if (kind != PriceKind.CACHE_WRITE || usual.isEmpty()) {
                factor(explicit, life).ifPresent(f -> add(kind, base, f, PriceCondition.ALWAYS));
            }
        });
    }

    /** A factor of a price, zero or more; refused where it is none. */
    private Optional<BigDecimal> factor(JsonRecord at, String path) {
        PriceText said = at.priceText(path);
        QuotedAmount amount = QuotedAmount.read(said == null ? null : said.text());
        if (said != null && amount instanceof QuotedAmount.Amount factor) {
            draft.note(said.pointer() == null ? path : said.pointer().substring(1), said.text());
            return Optional.of(factor.value());
        }
        if (!(amount instanceof QuotedAmount.Absent)) {
            draft.pricing().refuse(PriceRefusal.NOT_A_NUMBER, said);
        }
        return Optional.empty();
    }

    /** A listed price times a factor, now and from the end of the discount on, and the same of the other service tiers. */
    private void add(PriceKind kind, QuotedPrice listed, BigDecimal factor, PriceCondition condition) {
        addDated(kind, listed, factor, condition);
        services.forEach((name, f) -> addDated(kind, listed, factor.multiply(f), condition.with("service_tier", name)));
    }

    private void addDated(PriceKind kind, QuotedPrice listed, BigDecimal factor, PriceCondition condition) {
        PriceUnit unit = listed.unit();
        draft.pricing().billed(factor.multiply(share)).add(kind, unit, listed.said(), condition);
        if (discountEnds != null && share.compareTo(BigDecimal.ONE) < 0) {
            draft.pricing().billed(factor).add(kind, unit, listed.said(), condition.between(discountEnds, null));
        }
    }

    /**
     * Prices of longer prompts. Whether they are before the discount is told nowhere, so with one they stay unread.
     *
     * @return whether the price of cached input is told for every size
     */
    private boolean addTiers() {
        String text = pricing.text("full");
        if (text == null || !BOUND.matcher(text).find()) {
            return false;
        }
        String pointer = pricing.pointer("full");
        List<Tier> tiers = share.compareTo(BigDecimal.ONE) < 0 ? List.of() : tiers(text);
        if (tiers.isEmpty() || !repeatsBase(tiers.get(0), pointer)) {
            draft.pricing().refuse(PriceRefusal.TIERS, new PriceText(text, pointer));
            return false;
        }
        boolean isCacheReadTold = tiers.stream().allMatch(tier -> tier.prices().containsKey(PriceKind.CACHE_READ));
        for (Tier tier : tiers) {
            tier.prices().forEach((kind, amount) -> {
                boolean isBase = tier.from() == 0;
                if (kind == PriceKind.CACHE_READ ? isCacheReadTold : !isBase) {
                    add(
                            kind,
                            new QuotedPrice(USD_PER_MILLION_TOKENS, new PriceText(amount, pointer)),
                            BigDecimal.ONE,
                            isBase ? PriceCondition.ALWAYS : PriceCondition.promptFrom(tier.from()));
                }
            });
        }
        return isCacheReadTold;
    }

    /** A part of the text: the smallest prompt that it is for, and its dollars per million tokens. */
    private record Tier(long from, Map<PriceKind, String> prices) {}

    /** The parts of the text, from no tokens on and each where the one before it ends; empty when one cannot be read. */
    private static List<Tier> tiers(String text) {
        List<Tier> tiers = new ArrayList<>();
        long from = 0;
        long end = 0;
        for (String part : text.split(", ", -1)) {
            Matcher tier = TIER.matcher(part.strip());
            if (!tier.matches() || end < 0) {
                return List.of();
            }
            long bound = tier.group("size") == null
                    ? -1
                    : Long.parseLong(tier.group("size")) * (tier.group("scale").equals("M") ? 1_000_000L : 1_000L);
            boolean isLast = !"<=".equals(tier.group("word"));
            boolean isInOrder = isLast ? bound < 0 || bound == end : bound > end;
            if (!isInOrder) {
                return List.of();
            }
            Map<PriceKind, String> prices = new TreeMap<>();
            TIER_PRICES.forEach((name, kind) -> {
                if (tier.group(name) != null) {
                    prices.put(kind, tier.group(name));
                }
            });
            tiers.add(new Tier(from, prices));
            end = isLast ? -1 : bound;
            from = bound + 1;
        }
        return tiers.size() < 2 ? List.of() : tiers;
    }

    private boolean repeatsBase(Tier first, String pointer) {
        for (PriceField field : List.of(INPUT, OUTPUT)) {
            PriceText base = pricing.priceText(field.path());
            String said = first.prices().get(field.kind());
            if (base == null
                    || said == null
                    || !new QuotedPrice(field.unit(), base)
                            .usd()
                            .equals(new QuotedPrice(USD_PER_MILLION_TOKENS, new PriceText(said, pointer)).usd())) {
                return false;
            }
        }
        return true;
    }
}
