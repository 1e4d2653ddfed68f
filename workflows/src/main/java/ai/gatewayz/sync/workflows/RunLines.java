package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** What the log says of runs that ended: one line each, in words that operators search for. A replay logs nothing. */
final class RunLines {
    private static final Logger LOG = Workflow.getLogger("ai.gatewayz.sync.runs");
    private static final int MOST_NAMES = 20;

    private RunLines() {}

    /** A provider's run. One that nobody asked for by name and that changed nothing is counted in its job's line. */
    static void ended(ProviderSyncRequest request, ProviderSyncResult result, boolean cancelled) {
        LOG.atLevel(level(request, result, cancelled)).log(line(request, result, cancelled));
    }

    static Level level(ProviderSyncRequest request, ProviderSyncResult result, boolean cancelled) {
        if (cancelled) {
            return Level.INFO;
        }
        if (result.status() == RunOutcome.FAILED) {
            return Level.ERROR;
        }
        boolean isQuiet = result.status() == RunOutcome.SKIPPED || isUnchanged(result);
        return isQuiet && !request.named() ? Level.DEBUG : Level.INFO;
    }

    /** Whether it is well, and everything is as it was. */
    private static boolean isUnchanged(ProviderSyncResult result) {
        SyncCounts counts = result.counts();
        boolean isQuiet = result.status() == RunOutcome.SYNCED && result.error() == null;
        return result.status() == RunOutcome.NOT_MODIFIED
                || (isQuiet && counts.modelsChanged() + counts.priceChanges() + counts.heldChanges() == 0);
    }

    /** That a list could not be read, and is asked for once more. */
    static void readAgain(String provider, SyncError error, long seconds) {
        LOG.warn("{}: {}; it is fetched once more in {} s", provider, message(provider, error), seconds);
    }

    static String line(ProviderSyncRequest request, ProviderSyncResult result, boolean cancelled) {
        String provider = result.provider();
        SyncError error = result.error();
        String start = request.dryRun() ? "[DRY RUN] " : "";
        return start
                + switch (cancelled ? RunOutcome.CANCELLED : result.status()) {
                    case SYNCED ->
                        "Synced " + result.counts().synced() + " models from " + provider + " ("
                                + counts(result.counts()) + ") in " + result.durationMillis() + " ms"
                                + (error == null ? "" : "; " + error.code() + ": " + message(provider, error));
                    case NOT_MODIFIED ->
                        provider + " is not modified: " + result.counts().synced() + " models";
                    case SKIPPED -> provider + " skipped: " + message(provider, error);
                    case FAILED ->
                        sync(request.kind()) + " failed for " + provider + ": " + message(provider, error)
                                + (error == null ? "" : " (" + error.code() + ")");
                    case CANCELLED -> sync(request.kind()) + " cancelled for " + provider;
                };
    }

    /** A job over several providers. */
    static void ended(CatalogSyncRequest request, JobStatus status, RunEnd end, @Nullable SyncError error) {
        String line = line(request, status, end, error);
        if (status == JobStatus.FAILED) {
            LOG.error(line);
        } else {
            LOG.info(line);
        }
    }

    static String line(CatalogSyncRequest request, JobStatus status, RunEnd end, @Nullable SyncError error) {
        String start = request.dryRun() ? "[DRY RUN] " : "";
        return start
                + switch (status) {
                    case FAILED ->
                        sync(request.kind()) + " failed: "
                                + (error == null ? "every provider failed" + failed(end) : error.message());
                    case CANCELLED ->
                        sync(request.kind()) + " cancelled: " + end.totals().succeeded() + " of "
                                + end.totals().providers() + " providers were synced";
                    default -> request.kind() == SyncKind.FULL ? modelSync(end) : pricingSync(request, end);
                };
    }

    private static String modelSync(RunEnd end) {
        return "Model sync complete: Synced " + end.totals().succeeded() + " providers, "
                + end.totals().counts().synced() + " models ("
                + counts(end.totals().counts()) + ")" + failed(end)
                + skipped(end) + unchanged(end);
    }

    private static String pricingSync(CatalogSyncRequest request, RunEnd end) {
        return (request.trigger() == SyncTrigger.SCHEDULE ? "Scheduled pricing" : "Pricing") + " sync completed "
                + (end.totals().failed() == 0 ? "successfully " : "") + "(updated: "
                + end.totals().counts().updated() + " models)" + failed(end) + skipped(end) + unchanged(end);
    }

    private static String sync(SyncKind kind) {
        return kind == SyncKind.FULL ? "Model sync" : "Pricing sync";
    }

    private static String counts(SyncCounts counts) {
        return counts.added() + " new, " + counts.updated() + " updated, " + counts.delisted() + " delisted, "
                + counts.priceChanges() + " price changes, " + counts.heldChanges() + " held, " + counts.skipped()
                + " skipped";
    }

    /** {@code ; 2 failed: groq, xai}, or nothing. */
    static String failed(RunEnd end) {
        List<String> names = end.results().stream()
                .filter(result -> result.status().isBad())
                .map(ProviderSyncResult::provider)
                .toList();
        return names.isEmpty()
                ? ""
                : "; " + names.size() + " failed: "
                        + names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                        + (names.size() > MOST_NAMES ? ", …" : "");
    }

    private static String skipped(RunEnd end) {
        return end.totals().skipped() == 0 ? "" : "; " + end.totals().skipped() + " skipped";
    }

    private static String unchanged(RunEnd end) {
        long unchanged = end.results().stream().filter(RunLines::isUnchanged).count();
        return unchanged == 0 ? "" : "; " + unchanged + " unchanged";
    }

    /** Without the provider's name, which the line has already. */
    private static String message(String provider, @Nullable SyncError error) {
        String told = error == null ? "no reason was given" : error.message();
        return told.startsWith(provider + ": ") ? told.substring(provider.length() + 2) : told;
    }
}
