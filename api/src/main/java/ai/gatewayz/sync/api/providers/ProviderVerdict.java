package ai.gatewayz.sync.api.providers;

import ai.gatewayz.sync.catalog.guard.ListVerdict;
import ai.gatewayz.sync.catalog.provider.ProviderHealth;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is, in a word and a sentence.
 *
 * @param word {@code ok}, {@code not_supported}, {@code disabled}, {@code never_synced}, {@code failing}, {@code down}, or
 *     why its last list is not complete, such as {@code shrunk}
 * @param reason null when it is ok
 */
record ProviderVerdict(String word, @Nullable String reason) {
    static ProviderVerdict of(RegisteredProvider row) {
        if (!row.isSupported()) {
            return new ProviderVerdict("not_supported", row.note());
        }
        if (!row.isActive()) {
            return new ProviderVerdict("disabled", "an operator switched it off");
        }
        if (row.consecutiveFailures() > 0) {
            return failing(row);
        }
        if (row.lastSuccessAt() == null) {
            return new ProviderVerdict("never_synced", "no sync of it has ended yet" + key(row));
        }
        String verdict = row.listVerdict();
        return verdict == null
                ? new ProviderVerdict("ok", null)
                : new ProviderVerdict(verdict, ListVerdict.sentence(verdict, row.keptMissing()));
    }

    private static ProviderVerdict failing(RegisteredProvider row) {
        int failures = row.consecutiveFailures();
        String said = row.failure() == null ? String.valueOf(row.lastErrorCode()) : row.failure();
        return new ProviderVerdict(
                ProviderHealth.afterFailures(failures) == ProviderHealth.DOWN ? "down" : "failing",
                (failures == 1 ? "its last sync failed: " : "its last " + failures + " syncs failed: ") + said);
    }

    private static String key(RegisteredProvider row) {
        return row.requiresKey() ? "; it needs an API key" : "";
    }
}
