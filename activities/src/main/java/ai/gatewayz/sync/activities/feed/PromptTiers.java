package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.QuotedPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Prices by the size of the prompt, a list of objects: each holds the prices of the prompts that it is for. They are read
 * whole or not at all.
 */
public final class PromptTiers {
    /**
     * One object.
     *
     * @param from the smallest prompt that it is for, in tokens; null where it cannot be read
     * @param below the prompt size from which on the next one is meant; null where only the next one says so
     */
    public record Tier(
            JsonRecord record,
            @Nullable Long from,
            @Nullable Long below) {}

    private final List<JsonRecord> records;
    private final List<PriceCondition> conditions;

    private PromptTiers(List<JsonRecord> records, List<PriceCondition> conditions) {
        this.records = records;
        this.conditions = conditions;
    }

    /**
     * The tiers, of which the last has no end: no provider takes a longer prompt than that. Empty unless they begin at zero
     * and each begins where the one before it ends.
     *
     * @param known every field that an object may have; any other one may be a condition
     */
    public static Optional<PromptTiers> of(List<Tier> tiers, Set<String> known) {
        List<JsonRecord> records = new ArrayList<>();
        List<PriceCondition> conditions = new ArrayList<>();
        for (int i = 0; i < tiers.size(); i++) {
            Tier tier = tiers.get(i);
            Long from = tier.from();
            boolean last = i == tiers.size() - 1;
            Long next = last ? tier.below() : tiers.get(i + 1).from();
            if (from == null
                    || i == 0 && from != 0
                    || !known.containsAll(tier.record().names())) {
                return Optional.empty();
            }
            if (next == null
                    ? !last
                    : next <= from || tier.below() != null && !tier.below().equals(next)) {
                return Optional.empty();
            }
            records.add(tier.record());
            conditions.add(
                    last || next == null ? PriceCondition.promptFrom(from) : PriceCondition.promptBetween(from, next));
        }
        return records.isEmpty() ? Optional.empty() : Optional.of(new PromptTiers(records, conditions));
    }

    /**
     * Adds the prices of one kind. The first one applies to all prompts that no other one is for; where some tier has none, each
     * is for its own prompts only.
     *
     * @param price reads the kind's price from an object
     * @param outside what the record says of the kind beside the tiers: zero, the first tier once more, or all there is
     * @param condition of all of them, such as the host
     */
    public void add(
            PriceKind kind,
            Function<JsonRecord, Optional<QuotedPrice>> price,
            Optional<QuotedPrice> outside,
            PriceCondition condition,
            ModelDraft draft) {
        List<Optional<QuotedPrice>> prices = records.stream().map(price).toList();
        if (prices.stream().allMatch(Optional::isEmpty)) {
            outside.ifPresent(p -> draft.pricing().add(kind, p.unit(), p.said(), condition));
            return;
        }
        boolean whole =
                prices.stream().allMatch(p -> p.filter(QuotedPrice::isCharged).isPresent());
        for (int i = 0; i < prices.size(); i++) {
            PriceCondition all = i == 0 && whole ? condition : conditions.get(i).and(condition);
            prices.get(i).ifPresent(p -> draft.pricing().add(kind, p.unit(), p.said(), all));
        }
        boolean repeats = outside.flatMap(QuotedPrice::usd).equals(prices.get(0).flatMap(QuotedPrice::usd));
        outside.filter(p -> !repeats && !p.isZero())
                .ifPresent(p -> draft.pricing().refuse(PriceRefusal.CONFLICTING, p.said()));
    }
}
