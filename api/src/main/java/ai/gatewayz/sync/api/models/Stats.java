package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.providers.StateCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts as the API shows them. */
public final class Stats {
    private static final List<String> PRICE_STATES = List.of("priced", "free", "dynamic", "unknown");

    private Stats() {}

    /** Counts of models; {@code active} and {@code total_active} are one number under two known names. */
    public record ModelStats(
            long total,
            long active,
            long totalActive,
            long inactive,
            long healthy,
            long degraded,
            long down,
            long unknown,
            Map<String, Long> byModality,
            Map<String, Long> byProvider,
            Map<String, Long> byPriceState) {}

    /** Counts of models from their rows. */
    public static ModelStats models(StateCounts counts, List<StatsQueries.GroupCount> groups) {
        Map<String, Long> states = new LinkedHashMap<>();
        PRICE_STATES.forEach(state -> states.put(state, 0L));
        states.putAll(dimension(groups, "price_state"));
        return new ModelStats(
                counts.total(),
                counts.active(),
                counts.active(),
                counts.inactive(),
                counts.healthy(),
                counts.degraded(),
                counts.down(),
                counts.unknown(),
                dimension(groups, "modality"),
                dimension(groups, "provider"),
                states);
    }

    private static Map<String, Long> dimension(List<StatsQueries.GroupCount> groups, String dimension) {
        Map<String, Long> counts = new LinkedHashMap<>();
        groups.stream()
                .filter(group -> group.dimension().equals(dimension))
                .forEach(group -> counts.put(group.name(), group.count()));
        return counts;
    }
}
