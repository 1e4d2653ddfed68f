package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.catalog.provider.Tier;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.schedule.Cadence;
import ai.gatewayz.sync.workflows.client.schedule.CronLine;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleDefinition;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleIds;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When syncs run by themselves.
 *
 * @param isManaged whether this worker makes and changes schedules at all
 * @param syncOnStartup whether it starts a full sync when it starts
 * @param priceAudit when all stored prices are looked at (UTC); null for never
 * @param isAdaptive whether scheduled full syncs leave out providers that hardly ever change
 */
record ScheduleSettings(
        boolean isManaged,
        boolean syncOnStartup,
        boolean isAdaptive,
        List<ScheduleDefinition> definitions,
        @Nullable CronLine priceAudit) {
    private static final int DEFAULT_HOURS = 6;
    /** A look that begins in time may take a while, or wait for a worker. */
    private static final Duration LATENESS = Duration.ofHours(2);

    /** Hours between full syncs of everything; 0 when none are scheduled. */
    int fullHours() {
        return definitions.stream()
                .filter(definition -> isManaged && definition.enabled())
                .filter(definition -> definition.id().equals(ScheduleIds.CATALOG))
                .map(definition -> definition.cadence().hours())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(0);
    }

    /** How long ago the last look at all stored prices may have ended; zero when none is scheduled. */
    Duration priceAuditDue() {
        return isManaged && priceAudit != null ? priceAudit.longestGap().plus(LATENESS) : Duration.ZERO;
    }

    static ScheduleSettings from(EnvironmentReader reader) {
        boolean enabled = reader.flag("MODEL_SYNC_ENABLED", true);
        int hours = reader.number("MODEL_SYNC_INTERVAL_HOURS", DEFAULT_HOURS, 1, Cadence.MAX_HOURS);
        boolean tiers = reader.flag("MODEL_SYNC_TIERS_ENABLED", false);
        List<ScheduleDefinition> definitions = new ArrayList<>();
        definitions.add(full(
                ScheduleIds.CATALOG,
                tiers
                        ? Cadence.cron("0 2 * * *")
                        : Cadence.everyHours(hours, ScheduleIds.minute(ScheduleIds.CATALOG), 0),
                List.of(),
                enabled));
        definitions.add(pricing(reader));
        if (tiers) {
            definitions.add(tier(ScheduleIds.TIER_15_MINUTES, "3-59/15 * * * *", Tier.EVERY_15_MINUTES, enabled));
            definitions.add(tier(ScheduleIds.TIER_HOUR, "11 * * * *", Tier.HOURLY, enabled));
            definitions.add(tier(ScheduleIds.TIER_4_HOURS, "23 */4 * * *", Tier.EVERY_4_HOURS, enabled));
        }
        return new ScheduleSettings(
                reader.flag("MANAGE_SCHEDULES", true),
                reader.flag("SYNC_MODELS_ON_STARTUP", false),
                reader.flag("MODEL_SYNC_ADAPTIVE", false),
                List.copyOf(definitions),
                priceAudit(reader.text("PRICE_AUDIT_CRON", "51 4 * * *")));
    }

    private static @Nullable CronLine priceAudit(String line) {
        try {
            return line.equals("off") ? null : CronLine.parse(line);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("PRICE_AUDIT_CRON", "must be off or a cron line: " + e.getMessage());
        }
    }

    private static ScheduleDefinition pricing(EnvironmentReader reader) {
        int hours = reader.number("PRICING_SYNC_INTERVAL_HOURS", DEFAULT_HOURS, 1, Cadence.MAX_HOURS);
        return new ScheduleDefinition(
                ScheduleIds.PRICING,
                // Halfway between two full ones: together they look at prices twice as often.
                Cadence.everyHours(hours, ScheduleIds.minute(ScheduleIds.PRICING), hours / 2),
                SyncKind.PRICES,
                ListedProviders.slugs("PRICING_SYNC_PROVIDERS", reader.list("PRICING_SYNC_PROVIDERS")),
                reader.flag("PRICING_SYNC_ENABLED", true));
    }

    /** Which providers that are is asked at each run: operators may move one to another tier. */
    private static ScheduleDefinition tier(String id, String cron, Tier tier, boolean enabled) {
        return full(id, Cadence.cron(cron), List.of(CatalogSyncRequest.TIER + tier.key()), enabled);
    }

    private static ScheduleDefinition full(String id, Cadence cadence, List<String> providers, boolean enabled) {
        return new ScheduleDefinition(id, cadence, SyncKind.FULL, providers, enabled);
    }
}
