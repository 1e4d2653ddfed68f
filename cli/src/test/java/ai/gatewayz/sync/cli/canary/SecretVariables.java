package ai.gatewayz.sync.cli.canary;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variables that the code reads, found in its sources. Whatever is not named here as harmless is taken for a secret, so
 * that nobody has to think of the canary test when a new one is added.
 */
final class SecretVariables {
    /** What every token begins with, and nothing else does. */
    static final String MARK = "zq7canary";

    private static final Pattern READ = Pattern.compile(
            "\\.(?:text|number|bigNumber|flag|list|choice|get|getOrDefault|containsKey)\\(\\s*\"([A-Z][A-Z0-9_]+)\""
                    + "|\\? \"([A-Z]+_[A-Z0-9_]+)\" : \"");

    private static final Set<String> HARMLESS = Set.of(
            "ALERT_EMAIL",
            "ALERT_FROM",
            "API_URL",
            "BIND_ADDRESS",
            "CORS_ALLOWED_ORIGINS",
            "DATA_DIR",
            "DB_POOL_SIZE",
            "DIGEST_CRON",
            "FETCH_MAX_BYTES",
            "FETCH_TIMEOUT_SECONDS",
            "LEGACY_PATH_KEY",
            "LOG_FORMAT",
            "LOG_LEVEL",
            "MANAGE_SCHEDULES",
            "MODEL_SYNC_ADAPTIVE",
            "MODEL_SYNC_ENABLED",
            "MODEL_SYNC_INTERVAL_HOURS",
            "MODEL_SYNC_PROVIDERS",
            "MODEL_SYNC_TIERS_ENABLED",
            "MODEL_WEBHOOK_SECRET_FILE",
            "MODEL_WEBHOOK_SECRET_PREVIOUS_NOT_AFTER",
            "NO_COLOR",
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "PATH",
            "PORT",
            "PRICING_SYNC_ENABLED",
            "PRICING_SYNC_INTERVAL_HOURS",
            "PRICING_SYNC_PROVIDERS",
            "PRICE_AUDIT_CRON",
            "PROVIDER_BASE_URL_TEMPLATE",
            "PROVIDER_CONCURRENCY",
            "RATE_LIMIT_AUTH_FAILURES",
            "RATE_LIMIT_BULK",
            "RATE_LIMIT_CHANGES",
            "RATE_LIMIT_READS",
            "SIMULATOR_FROZEN",
            "SIMULATOR_SEED",
            "SYNC_MODELS_ON_STARTUP",
            "TEMPORAL_ADDRESS",
            "TEMPORAL_CLI",
            "TEMPORAL_MODE",
            "TEMPORAL_UI_URL",
            "TERM",
            "WORKER_BUILD_CURRENT",
            "WORKER_BUILD_ID",
            "WORKER_PORT");

    private SecretVariables() {}

    /** A token for each variable that may hold a secret. */
    static Map<String, String> tokens() {
        Map<String, String> tokens = new TreeMap<>();
        for (String name : inSources()) {
            if (!harmless().contains(name)) {
                tokens.put(name, MARK + UUID.randomUUID().toString().replace("-", ""));
            }
        }
        return tokens;
    }

    /** Those, and what providers ask for beside their keys. */
    static Set<String> harmless() {
        Set<String> names = new TreeSet<>(HARMLESS);
        for (Provider provider : Providers.all()) {
            names.addAll(provider.variables());
            provider.credential().variables().forEach(names::remove);
        }
        return names;
    }

    static Set<String> inSources() {
        // The SDK reads this one itself.
        Set<String> names = new TreeSet<>(List.of("TEMPORAL_API_KEY"));
        for (String module : List.of("worker", "api", "cli", "activities", "workflows")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> READ.matcher(text(file)).results().forEach(read -> names.add(name(read))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (Provider provider : Providers.all()) {
            names.addAll(provider.variables());
        }
        return names;
    }

    private static String name(MatchResult read) {
        return read.group(1) == null ? read.group(2) : read.group(1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
