package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.http.FetchSettings;
import ai.gatewayz.sync.activities.http.TransferLimits;
import ai.gatewayz.sync.migrations.DatabaseUrl;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.LogSettings;
import ai.gatewayz.sync.workflows.client.SubscriptionKey;
import ai.gatewayz.sync.workflows.tracing.TracingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker process needs to know.
 *
 * @param http where health and metrics are served
 * @param version the build to tell the Temporal server; null for none
 * @param providers slugs that unnamed syncs are limited to; empty means all
 * @param schedules when syncs run by themselves
 * @param outgoing who is told of what happens
 * @param tracing where traces go
 * @param keys the environment, from which provider keys are read by the HTTP client only
 */
public record WorkerSettings(
        Database database,
        HttpAddress http,
        @Nullable WorkerVersion version,
        FetchSettings fetch,
        List<String> providers,
        ScheduleSettings schedules,
        Outgoing outgoing,
        TracingSettings tracing,
        Map<String, String> keys) {
    /**
     * The catalog's database.
     *
     * @param connections at most so many
     */
    public record Database(DatabaseUrl url, int connections) {}

    /**
     * Who is told of what happens.
     *
     * @param caches caches outside of our processes
     * @param alerts how operators are reached
     * @param subscriptions opens subscribers' secrets; null when no worker of this kind tells them
     */
    record Outgoing(
            CacheSettings caches,
            AlertSettings alerts,
            @Nullable SubscriptionKey subscriptions) {}

    /** Reads the environment; the first thing that cannot be read stops the start. */
    public static WorkerSettings from(Map<String, String> environment) {
        EnvironmentReader reader = new EnvironmentReader(environment);
        LogSettings.check(reader);
        KeyCheck.check(environment);
        return new WorkerSettings(
                new Database(database(reader), reader.number("DB_POOL_SIZE", 8, 2, 100)),
                new HttpAddress(
                        reader.text("BIND_ADDRESS", "127.0.0.1"), reader.number("WORKER_PORT", 8001, 0, 65_535)),
                WorkerVersion.from(reader),
                fetch(reader),
                ListedProviders.slugs("MODEL_SYNC_PROVIDERS", reader.list("MODEL_SYNC_PROVIDERS")),
                ScheduleSettings.from(reader),
                new Outgoing(
                        // Where provider addresses are replaced, so are the networks that may be called.
                        CacheSettings.from(reader, reader.text("PROVIDER_BASE_URL_TEMPLATE") != null),
                        AlertSettings.from(reader),
                        SubscriptionKey.of(
                                reader.text("SUBSCRIPTION_SECRET_KEY"),
                                reader.text("SUBSCRIPTION_SECRET_KEY_PREVIOUS"))),
                TracingSettings.from(reader),
                environment);
    }

    private static DatabaseUrl database(EnvironmentReader reader) {
        String name = reader.text("DATABASE_URL") == null ? "SUPABASE_DB_URL" : "DATABASE_URL";
        String url = reader.text(name);
        if (url == null) {
            throw new ConfigurationException(
                    "DATABASE_URL",
                    "is not set; give the address of a PostgreSQL database, postgresql://user@host/name");
        }
        try {
            return DatabaseUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(name, String.valueOf(e.getMessage()));
        }
    }

    private static FetchSettings fetch(EnvironmentReader reader) {
        TransferLimits usual = TransferLimits.DEFAULTS;
        TransferLimits limits = new TransferLimits(
                usual.maxCompressedBytes(),
                reader.bigNumber("FETCH_MAX_BYTES", usual.maxDecodedBytes(), 1024 * 1024, 1024L * 1024 * 1024),
                usual.maxRatio(),
                usual.ratioFreeBytes(),
                usual.minBytesPerSecond(),
                usual.rateWindow());
        int seconds = reader.number(
                "FETCH_TIMEOUT_SECONDS",
                Math.toIntExact(FetchSettings.DEFAULTS.callTimeout().toSeconds()),
                1,
                180);
        try {
            return FetchSettings.DEFAULTS
                    .withCallTimeout(Duration.ofSeconds(seconds))
                    .withLimits(limits)
                    .withBaseUrlTemplate(reader.text("PROVIDER_BASE_URL_TEMPLATE"));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new ConfigurationException(
                    "PROVIDER_BASE_URL_TEMPLATE",
                    message.replace("PROVIDER_BASE_URL_TEMPLATE", "").strip());
        }
    }
}
