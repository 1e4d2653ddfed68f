package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Currencies and units that a record states and its feed does not read, beside prices that are in the units that the feed
 * declares. What says the same is read thereby. What says something else is believed: the prices beside it are refused.
 */
final class DeclaredUnits {
    private static final Set<String> CURRENCIES = Set.of("currency", "currency_code", "currencycode");
    private static final Set<String> UNITS =
            Set.of("unit", "units", "price_unit", "priceunit", "pricing_unit", "billing_unit", "unit_of_measure");
    private static final Set<String> DOLLARS = Set.of("usd", "us$", "$", "us dollar", "us dollars");

    /** Such as {@code per 1M input tokens}, {@code USD/1K tokens} or {@code million_tokens}. */
    private static final Pattern WORDS = Pattern.compile(
            "(?:usd|\\$)?(?:/|per)?(?<count>1m|1,000,000|1000000|m|million|1million|1k|1,000|1000|k|thousand|1)?"
                    + "(?:input|output|prompt|completion)?(?<what>tokens?|characters?|images?|seconds?|minutes?|hours?|requests?|pages?)");

    private static final Map<String, Integer> ZEROS = Map.ofEntries(
            Map.entry("1m", 6),
            Map.entry("1,000,000", 6),
            Map.entry("1000000", 6),
            Map.entry("m", 6),
            Map.entry("million", 6),
            Map.entry("1million", 6),
            Map.entry("1k", 3),
            Map.entry("1,000", 3),
            Map.entry("1000", 3),
            Map.entry("k", 3),
            Map.entry("thousand", 3));

    /** Units whose amounts are whole dollars, by how many zeros their count has. */
    private static final Map<Integer, PriceUnit> BY_TOKENS = Map.of(
            0, PriceUnit.USD_PER_TOKEN,
            3, PriceUnit.USD_PER_THOUSAND_TOKENS,
            6, PriceUnit.USD_PER_MILLION_TOKENS);

    private final JsonRecord record;
    private final ModelDraft draft;

    private DeclaredUnits(JsonRecord record, ModelDraft draft) {
        this.record = record;
        this.draft = draft;
    }

    /** Compares, refuses what is contradicted, and gives back the terms that are still unread. */
    static List<String> check(JsonRecord record, List<String> unread, ModelDraft draft) {
        DeclaredUnits units = new DeclaredUnits(record, draft);
        List<String> left = new ArrayList<>();
        for (String pointer : unread) {
            if (!units.isSaidAlready(pointer)) {
                left.add(pointer);
            }
        }
        return left;
    }

    private boolean isSaidAlready(String pointer) {
        int slash = pointer.lastIndexOf('/');
        String name = pointer.substring(slash + 1).toLowerCase(Locale.ROOT);
        if (!CURRENCIES.contains(name) && !UNITS.contains(name)) {
            return false;
        }
        String text = record.node().at(pointer).asText().strip().toLowerCase(Locale.ROOT);
        String beside = pointer.substring(0, slash + 1);
        return CURRENCIES.contains(name) ? isDollars(text, beside) : isDeclared(text, beside);
    }

    private boolean isDollars(String currency, String beside) {
        if (DOLLARS.contains(currency)) {
            return true;
        }
        draft.note("currency", currency.toUpperCase(Locale.ROOT));
        draft.pricing()
                .refuseWhere(
                        PriceRefusal.CURRENCY, line -> isBeside(line.quote().pointer(), beside));
        return false;
    }

    private boolean isDeclared(String words, String beside) {
        Matcher said = WORDS.matcher(words.replaceAll("[\\s_-]+", ""));
        if (!said.matches()) {
            return false;
        }
        boolean isTokens = said.group("what").startsWith("token");
        Optional<PriceUnit> unit = isTokens
                ? Optional.ofNullable(BY_TOKENS.get(ZEROS.getOrDefault(String.valueOf(said.group("count")), 0)))
                : Optional.empty();
        Set<String> dollars = Set.of(
                PriceUnit.USD_PER_TOKEN.key(),
                PriceUnit.USD_PER_THOUSAND_TOKENS.key(),
                PriceUnit.USD_PER_MILLION_TOKENS.key());
        int refused = draft.pricing()
                .refuseWhere(
                        PriceRefusal.UNIT_CONTRADICTED,
                        line -> line.unit() == BillingUnit.TOKEN
                                && isBeside(line.quote().pointer(), beside)
                                && dollars.contains(String.valueOf(line.quote().unit()))
                                && !unit.map(PriceUnit::key)
                                        .filter(key -> key.equals(line.quote().unit()))
                                        .isPresent());
        return refused == 0 && isTokens;
    }

    private static boolean isBeside(@org.jspecify.annotations.Nullable String pointer, String beside) {
        return pointer != null && pointer.startsWith(beside);
    }
}
