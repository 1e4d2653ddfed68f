package ai.gatewayz.sync.workflows.client.schedule;

import ai.gatewayz.sync.workflows.WorkflowIds;
import java.util.List;

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

    private ScheduleIds() {}
}
