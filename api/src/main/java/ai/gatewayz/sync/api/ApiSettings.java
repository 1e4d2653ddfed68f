package ai.gatewayz.sync.api;

import ai.gatewayz.sync.api.auth.AllowedOrigins;
import ai.gatewayz.sync.api.auth.ApiKeys;
import ai.gatewayz.sync.api.auth.RequestLimits;
import ai.gatewayz.sync.api.http.LoggedPath;
import ai.gatewayz.sync.api.subscriptions.Subscribing;
import ai.gatewayz.sync.api.webhook.WebhookSecrets;
import ai.gatewayz.sync.migrations.DatabaseUrl;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.LogSettings;
import ai.gatewayz.sync.workflows.tracing.TracingSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the API needs to start. Its text shows no secret.
 *
 * @param port 0 takes a free one
 * @param databasePoolSize most database connections
 * @param syncInterval how often a model sync is due; what health is measured by
 * @param webhookSecrets what webhooks are signed with
 * @param subscribing what adding subscribers needs
 * @param tracing where traces go
 * @param temporalUi where Temporal's Web UI is, without a slash at its end; null when nobody says
 */
public record ApiSettings(
        int port,
        String bindAddress,
        DatabaseUrl database,
        int databasePoolSize,
        Access access,
        Duration syncInterval,
        WebhookSecrets webhookSecrets,
        Subscribing subscribing,
        TracingSettings tracing,
        @Nullable String temporalUi) {
    /**
     * Who may ask, and how often.
     *
     * @param origins whose pages may read open routes
     * @param pathKeys whether the pricing routes also take an admin key in their path, as earlier tools send it
     */
    public record Access(ApiKeys keys, RequestLimits.PerMinute limits, boolean pathKeys, AllowedOrigins origins) {
        /** How paths are logged: without any of the keys. */
        LoggedPath logged() {
            return new LoggedPath(text -> keys.roleOf(text).isPresent());
        }
    }

    /**
     * Reads the environment.
     *
     * @throws ConfigurationException naming the variable and the fix
     */
    public static ApiSettings from(EnvironmentReader environment) {
        LogSettings.check(environment);
        return new ApiSettings(
                environment.number("PORT", 8000, 0, 65535),
                environment.text("BIND_ADDRESS", "127.0.0.1"),
                database(environment),
                environment.number("DB_POOL_SIZE", 8, 1, 100),
                new Access(
                        ApiKeys.from(environment),
                        RequestLimits.PerMinute.from(environment),
                        environment.flag("LEGACY_PATH_KEY", false),
                        AllowedOrigins.from(environment)),
                Duration.ofHours(environment.number("MODEL_SYNC_INTERVAL_HOURS", 6, 1, 168)),
                WebhookSecrets.from(environment),
                Subscribing.from(environment),
                TracingSettings.from(environment),
                temporalUi(environment));
    }

    private static @Nullable String temporalUi(EnvironmentReader environment) {
        String url = environment.text("TEMPORAL_UI_URL");
        if (url == null) {
            return null;
        }
        if (!url.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?")) {
            throw new ConfigurationException(
                    "TEMPORAL_UI_URL",
                    "is no address such as http://127.0.0.1:8233, without a user, query or fragment");
        }
        return url.replaceAll("/+$", "");
    }

    private static DatabaseUrl database(EnvironmentReader environment) {
        String variable = environment.text("DATABASE_URL") == null ? "SUPABASE_DB_URL" : "DATABASE_URL";
        String url = environment.text(variable);
        if (url == null) {
            throw new ConfigurationException(
                    "DATABASE_URL", "is not set; set postgresql://user:password@host:5432/name");
        }
        try {
            return DatabaseUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(variable, String.valueOf(e.getMessage()));
        }
    }
}
