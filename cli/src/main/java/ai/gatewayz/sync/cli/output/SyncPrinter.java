package ai.gatewayz.sync.cli.output;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.RunTotals;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints how a sync ended: a line or a table row for each provider and a sentence about all. */
public final class SyncPrinter {
    private final Screen screen;

    /** Prints to a screen. */
    public SyncPrinter(Screen screen) {
        this.screen = screen;
    }

    /** One line for each provider, with reasons, changes and times when asked for. */
    public void lines(List<ProviderOutcome> outcomes, boolean verbose) {
        for (ProviderOutcome outcome : outcomes) {
            screen.line(line(outcome));
            if (verbose) {
                details(outcome);
            }
        }
    }

    /** One table row for each provider. */
    public void table(List<ProviderOutcome> outcomes) {
        Table table = new Table(
                "PROVIDER", "STATUS", ">FETCHED", ">SKIPPED", ">SYNCED", ">NEW", ">UPDATED", ">MS", "+REMARK");
        for (ProviderOutcome outcome : outcomes) {
            SyncCounts counts = outcome.counts();
            table.row(
                    outcome.provider(),
                    // Eighty columns hold the table with no longer word than this.
                    outcome.status() == RunOutcome.NOT_MODIFIED
                            ? "unchanged"
                            : outcome.status().key(),
                    counts.fetched(),
                    counts.skipped(),
                    counts.synced(),
                    counts.added(),
                    counts.updated(),
                    outcome.durationMillis(),
                    remark(outcome));
        }
        table.print(screen);
    }

    /** That there are more providers than rows, if so. */
    public void leftOut(long providers) {
        if (providers > 0) {
            screen.line(screen.faint("…") + " and " + providers + " more providers, too many for one report");
        }
    }

    /** The sentence about all: providers, models, changes, time. */
    public void summary(List<ProviderOutcome> outcomes, boolean dryRun, long durationMillis) {
        long good = outcomes.stream().filter(ProviderOutcome::isGood).count();
        long failed =
                outcomes.stream().filter(outcome -> outcome.status().isBad()).count();
        SyncCounts counts = outcomes.stream().map(ProviderOutcome::counts).reduce(SyncCounts.NONE, SyncCounts::plus);
        long skipped = outcomes.size() - good - failed;
        summary(new RunTotals(outcomes.size(), good, failed, skipped, counts), dryRun, durationMillis);
    }

    /** The same sentence about more providers than there are rows of. */
    public void summary(RunTotals totals, boolean dryRun, long durationMillis) {
        SyncCounts counts = totals.counts();
        String text = String.format(
                Locale.ROOT,
                "%s%d providers: %d synced, %d failed, %d skipped. %d models (%d new, %d updated, %d delisted), "
                        + "%d price changes, %d held, in %.1f s.",
                dryRun ? "[DRY RUN] " : "",
                totals.providers(),
                totals.succeeded(),
                totals.failed(),
                totals.skipped(),
                counts.synced(),
                counts.added(),
                counts.updated(),
                counts.delisted(),
                counts.priceChanges(),
                counts.heldChanges(),
                durationMillis / 1000.0);
        screen.sentence("", text);
        if (!dryRun && counts.heldChanges() > 0) {
            screen.sentence("", "Held prices wait for a second source or a decision; ./catalog-sync held lists them.");
        }
    }

    private String line(ProviderOutcome outcome) {
        return switch (outcome.status()) {
            case SYNCED, NOT_MODIFIED ->
                screen.good("✓") + " " + outcome.provider() + " | " + counts(outcome.counts())
                        + (outcome.errorCode() == null ? "" : " | " + reason(outcome));
            case SKIPPED -> screen.faint("–") + " " + outcome.provider() + " | skipped: " + reason(outcome);
            case FAILED, CANCELLED -> screen.bad("✗") + " " + outcome.provider() + " | " + reason(outcome);
        };
    }

    private static String counts(SyncCounts counts) {
        return "Fetched: " + counts.fetched() + " | Transformed: " + counts.transformed() + " | Skipped: "
                + counts.skipped() + " | Synced: " + counts.synced();
    }

    private void details(ProviderOutcome outcome) {
        SyncCounts counts = outcome.counts();
        if (outcome.isGood()) {
            screen.line("    new: " + counts.added() + ", updated: " + counts.updated() + ", delisted: "
                    + counts.delisted() + ", price changes: " + counts.priceChanges() + ", held: "
                    + counts.heldChanges()
                    + (outcome.status() == RunOutcome.NOT_MODIFIED ? " (list not modified)" : ""));
        }
        if (!outcome.skipReasons().isEmpty()) {
            screen.line("    skipped: " + joined(outcome.skipReasons(), ""));
        }
        if (!outcome.stepMillis().isEmpty()) {
            screen.line("    time: " + outcome.durationMillis() + " ms (" + joined(outcome.stepMillis(), " ms") + ")");
        }
    }

    private static String joined(Map<String, Long> numbers, String unit) {
        return numbers.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + unit)
                .collect(Collectors.joining(", "));
    }

    private static String reason(ProviderOutcome outcome) {
        String code = Objects.requireNonNullElse(outcome.errorCode(), "unknown");
        String message = message(outcome);
        if (outcome.status() == RunOutcome.SKIPPED) {
            return message == null || message.isBlank() ? code : message;
        }
        return code + ": " + Objects.requireNonNullElse(message, "no message");
    }

    /** Without the provider's name, which the line has already. */
    private static @Nullable String message(ProviderOutcome outcome) {
        String told = outcome.errorMessage();
        String name = outcome.provider() + ": ";
        return told != null && told.startsWith(name) ? told.substring(name.length()) : told;
    }

    private static String remark(ProviderOutcome outcome) {
        return outcome.isGood() && outcome.errorCode() == null ? "" : reason(outcome);
    }
}
