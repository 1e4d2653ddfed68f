package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.price.Pricing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Whole histories of some offerings, read once and asked many times: what {@link PriceHistory} answers with a query each time,
 * by the same rule.
 */
public final class PriceTracks {
    private static final String ROWS = """
            SELECT h.id, h.model_id, h.change_kind, h.pricing_state AS state, h.components::text AS components,
                   h.unread::text AS unread, h.valid_from, h.changed_at AS recorded_at, h.generation
            FROM model_pricing_history h WHERE h.model_id = ANY (:models)
            """;

    /** By when something counts, the later one of two at one instant. */
    private static final Comparator<Step> NEWEST =
            Comparator.comparing(Step::validFrom).thenComparing(Step::id);

    private static final String RECORDED = "recorded";

    /** One row of a history. */
    public record Step(
            long id,
            long modelId,
            String changeKind,
            String state,
            String components,
            String unread,
            Instant validFrom,
            Instant recordedAt,
            long generation) {
        private boolean isOperators() {
            return changeKind.equals("pin") || changeKind.equals("unpin") || changeKind.equals("rollback");
        }
    }

    private final Map<Long, List<Step>> steps;
    private final Map<Long, Pricing> prices = new HashMap<>();

    private PriceTracks(Map<Long, List<Step>> steps) {
        this.steps = steps;
    }

    /** Reads the histories of offerings. */
    public static PriceTracks load(Handle handle, Collection<Long> models) {
        Map<Long, List<Step>> steps = new HashMap<>();
        handle.createQuery(ROWS)
                .bind("models", models.toArray(Long[]::new))
                .setFetchSize(2_000)
                .map(ConstructorMapper.of(Step.class))
                .forEach(step -> steps.computeIfAbsent(step.modelId(), model -> new ArrayList<>())
                        .add(step));
        return new PriceTracks(steps);
    }

    /**
     * The price of an offering at an instant; empty when the history has none.
     *
     * @param knownAt only what was recorded until then counts; null is all
     */
    public Optional<Pricing> valid(long model, Instant at, @Nullable Instant knownAt) {
        return pick(
                model,
                step -> !step.validFrom().isAfter(at)
                        && (knownAt == null || !step.recordedAt().isAfter(knownAt)));
    }

    /** The price that was served after a generation was committed; empty when there was none. */
    public Optional<Pricing> asOf(long model, long generation) {
        return pick(model, step -> step.generation() <= generation);
    }

    private Optional<Pricing> pick(long model, Predicate<Step> counts) {
        Step own = null;
        Step told = null;
        for (Step step : steps.getOrDefault(model, List.of())) {
            if (!counts.test(step)) {
                continue;
            }
            if (step.isOperators()) {
                own = own == null || NEWEST.compare(step, own) > 0 ? step : own;
            } else {
                told = told == null || NEWEST.compare(step, told) > 0 ? step : told;
            }
        }
        Step found = own == null || own.changeKind().equals("unpin") ? told : own;
        return found == null ? Optional.empty() : Optional.of(price(found));
    }

    private Pricing price(Step step) {
        return prices.computeIfAbsent(
                step.id(), id -> PriceList.read(step.state(), RECORDED, step.components(), step.unread()));
    }
}
