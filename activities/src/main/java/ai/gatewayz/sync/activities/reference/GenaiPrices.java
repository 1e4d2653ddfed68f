package ai.gatewayz.sync.activities.reference;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.KeyedRecords;
import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.catalog.price.DailyWindow;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * genai-prices: providers, below them models in dollars per million tokens. A price may have tiers and be one of several, of
 * which the last one counts whose window is open or whose date is past. A model is found under its id and the ids that it
 * equals; what only begins like it, or has a part of it, is not the same model for sure.
 */
final class GenaiPrices implements ReferenceReader {
    private static final Map<String, PriceKind> FIELDS = Map.of(
            "input_mtok", PriceKind.INPUT,
            "output_mtok", PriceKind.OUTPUT,
            "cache_read_mtok", PriceKind.CACHE_READ,
            "cache_write_mtok", PriceKind.CACHE_WRITE,
            "cache_write_1h_mtok", PriceKind.CACHE_WRITE_1H,
            "output_reasoning_mtok", PriceKind.REASONING,
            "input_audio_mtok", PriceKind.AUDIO_INPUT,
            "output_audio_mtok", PriceKind.AUDIO_OUTPUT,
            "input_image_mtok", PriceKind.IMAGE_INPUT,
            "output_image_mtok", PriceKind.IMAGE_OUTPUT);
    private static final Set<String> TIMES = Set.of("start_time", "end_time");

    private final Clock clock;

    /** A reader for whom the present is what a clock shows. */
    GenaiPrices(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void read(InputStream body, Sink sink) throws IOException {
        boolean[] met = {false};
        KeyedRecords.readLists(body, "models", (provider, key, model) -> {
            met[0] = true;
            String id = model.text("id");
            if (id != null) {
                for (String name : names(id, model.at("match"))) {
                    ReferenceCheck.hand(provider, name, null, pricing(model), sink);
                }
            }
        });
        if (!met[0]) {
            throw new MalformedCatalogException("no provider with a model in the body");
        }
    }

    private static Set<String> names(String id, JsonRecord match) {
        Set<String> names = new LinkedHashSet<>(Set.of(id));
        addEqual(match, names);
        match.records("or").forEach(clause -> addEqual(clause, names));
        return names;
    }

    private static void addEqual(JsonRecord clause, Set<String> names) {
        String equal = clause.text("equals");
        if (equal != null) {
            names.add(equal);
        }
    }

    private PricingBuilder pricing(JsonRecord model) {
        PricingBuilder pricing = new PricingBuilder();
        List<JsonRecord> choices = model.records("prices");
        if (choices.isEmpty()) {
            add(model.at("prices"), PriceCondition.ALWAYS, 0, pricing);
            return pricing;
        }
        int present = present(choices);
        add(choices.get(present).at("prices"), PriceCondition.ALWAYS, 0, pricing);
        for (int i = present + 1; i < choices.size(); i++) {
            JsonRecord choice = choices.get(i);
            int precedence = i - present;
            condition(choice.at("constraint")).ifPresent(when -> add(choice.at("prices"), when, precedence, pricing));
        }
        return pricing;
    }

    /** The last choice that counts today whatever the time; the first one where there is none. */
    private int present(List<JsonRecord> choices) {
        int present = 0;
        for (int i = 0; i < choices.size(); i++) {
            JsonRecord choice = choices.get(i);
            Instant start = choice.instant("constraint.start_date");
            boolean past = start != null && !start.isAfter(clock.instant());
            if (past || !choice.has("constraint")) {
                present = i;
            }
        }
        return present;
    }

    /** The condition of a choice; empty where it is not known whole. */
    private static Optional<PriceCondition> condition(JsonRecord constraint) {
        List<String> names = constraint.names();
        Instant start = constraint.instant("start_date");
        if (start != null && names.size() == 1) {
            return Optional.of(PriceCondition.ALWAYS.between(start, null));
        }
        String from = minutes(constraint.text("start_time"));
        String to = minutes(constraint.text("end_time"));
        if (from == null || to == null || !TIMES.containsAll(names)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PriceCondition.ALWAYS.during(DailyWindow.of(from, to, "UTC", null)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@code 16:30} of {@code 16:30:00Z}; null where the time is none of UTC, or has seconds. */
    private static @Nullable String minutes(@Nullable String time) {
        return time != null && time.matches("\\d\\d:\\d\\d:00(Z|\\+00:00)") ? time.substring(0, 5) : null;
    }

    private static void add(JsonRecord prices, PriceCondition condition, int precedence, PricingBuilder pricing) {
        FIELDS.forEach((name, kind) -> {
            JsonRecord tiered = prices.at(name);
            if (tiered.names().isEmpty()) {
                pricing.add(kind, USD_PER_MILLION_TOKENS, prices.priceText(name), condition, precedence);
                return;
            }
            pricing.add(kind, USD_PER_MILLION_TOKENS, tiered.priceText("base"), condition, precedence);
            for (JsonRecord tier : tiered.records("tiers")) {
                Long start = tier.count("start");
                if (start != null) {
                    // A tier is for prompts of more tokens than its start.
                    PriceCondition above = condition.with("min_prompt_tokens", Long.toString(start + 1));
                    pricing.add(kind, USD_PER_MILLION_TOKENS, tier.priceText("price"), above, precedence);
                }
            }
        });
    }
}
