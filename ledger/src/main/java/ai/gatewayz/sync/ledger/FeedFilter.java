package ai.gatewayz.sync.ledger;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the change feed are wanted; an empty list means any.
 *
 * @param providers slugs
 * @param models the provider's id of the model, or the canonical id
 * @param types words such as {@code price.changed}
 * @param minChangePercent smallest move of a price that is wanted, in percent of what it was; null means any
 */
public record FeedFilter(
        List<String> providers,
        List<String> models,
        List<String> types,
        @Nullable BigDecimal minChangePercent) {
    /**
     * A move whose size the event does not tell is never left out: from or to nothing or zero, between states, or of other
     * parts of the price.
     */
    private static final String LARGE = " AND (type <> 'price.changed'"
            + " OR before ->> 'pricing_state' IS DISTINCT FROM after ->> 'pricing_state'"
            + " OR NOT (" + moved("prompt") + " OR " + moved("completion") + ")"
            + " OR " + farMoved("prompt") + " OR " + farMoved("completion") + ")";

    /** Keeps private copies. */
    public FeedFilter {
        providers = List.copyOf(providers);
        models = List.copyOf(models);
        types = List.copyOf(types);
    }

    private static String moved(String part) {
        return "(before ->> '" + part + "')::numeric IS DISTINCT FROM (after ->> '" + part + "')::numeric";
    }

    private static String farMoved(String part) {
        String was = "(before ->> '" + part + "')::numeric";
        String is = "(after ->> '" + part + "')::numeric";
        return moved(part) + " AND coalesce(abs(" + is + " - " + was + ") * 100 >= :minChangePercent * " + was
                + ", true)";
    }

    /** Whether every event is wanted. */
    public boolean isAny() {
        return providers.isEmpty() && models.isEmpty() && types.isEmpty() && minChangePercent == null;
    }

    /** The condition on {@code change_events}; its parameters have the names of this record's parts. */
    public String sql() {
        return "TRUE" + (providers.isEmpty() ? "" : " AND provider_slug = ANY (:providers)")
                + (models.isEmpty() ? "" : " AND (provider_model_id = ANY (:models) OR model_id = ANY (:models))")
                + (types.isEmpty() ? "" : " AND type = ANY (:types)")
                + (minChangePercent == null ? "" : LARGE);
    }
}
