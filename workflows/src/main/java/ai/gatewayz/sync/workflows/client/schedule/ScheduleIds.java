package ai.gatewayz.sync.workflows.client.schedule;

import ai.gatewayz.sync.workflows.WorkflowIds;
import java.util.List;
import java.util.Map;

/** Ids of this product's schedules, for {@code temporal schedule … -s}. */
public final class ScheduleIds {
    /** Models, capabilities and prices of every provider. */
    public static final String CATALOG = WorkflowIds.CATALOG_SYNC;
    /** Prices only. */
    public static final String PRICING = WorkflowIds.PRICING_SYNC;
    /** The providers that change most. */
    public static final String TIER_15_MINUTES = CATALOG + "-tier-15m";
    /** Providers that change often. */
    public static final String TIER_HOUR = CATALOG + "-tier-1h";
    /** All other providers. */
    public static final String TIER_4_HOURS = CATALOG + "-tier-4h";

    /** Those of tiers. */
    public static final List<String> TIERS = List.of(TIER_15_MINUTES, TIER_HOUR, TIER_4_HOURS);

    /** All, in the order in which they are shown. */
    public static final List<String> ALL = List.of(CATALOG, PRICING, TIER_15_MINUTES, TIER_HOUR, TIER_4_HOURS);

    /** Minutes past the hour, when fewer others poll the same providers; no two schedules have the same. */
    private static final Map<String, Integer> MINUTES =
            Map.of(CATALOG, 7, PRICING, 37, TIER_15_MINUTES, 3, TIER_HOUR, 11, TIER_4_HOURS, 23);

    /** The minute past the hour of a schedule that is given in hours. */
    public static int minute(String id) {
        return MINUTES.getOrDefault(id, 0);
    }

    private ScheduleIds() {}
}
