package ai.gatewayz.sync.activities.notify;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Finds what is wrong now, in the run log and the providers' states: also that nothing happens any more. */
final class TroubleFinder {
    /** Failures in a row after which a provider counts as down. */
    private static final int DOWN = 3;

    private static final String FAILED_RUN = """
            SELECT status, job_id, failed, providers FROM sync_runs
            WHERE status NOT IN ('cancelled')
            ORDER BY completed_at DESC LIMIT 1
            """;

    private static final String PROVIDERS = """
            SELECT p.slug, p.health_status, coalesce(s.consecutive_failures, 0) AS failures,
                   coalesce(s.last_error_code, 'unknown') AS error,
                   s.last_success_at < now() - :limit * interval '1 hour' AS stale,
                   extract(epoch FROM now() - s.last_success_at)::bigint / 3600 AS hours,
                   (SELECT l.list_verdict FROM pricing_sync_log l
                    WHERE l.provider_slug = p.slug AND l.status = 'success'
                    ORDER BY l.sync_started_at DESC LIMIT 1) AS verdict
            FROM providers p JOIN provider_sync_state s ON s.provider_id = p.id
            WHERE p.is_active AND p.is_supported AND (cardinality(:slugs) = 0 OR p.slug = ANY (:slugs))
            ORDER BY p.slug
            """;

    /** Nothing succeeded for too long; an installation that is younger than that has time. */
    private static final String SILENCE = """
            SELECT coalesce(max(s.last_success_at), min(p.created_at)) < now() - :limit * interval '1 hour' AS silent
            FROM providers p LEFT JOIN provider_sync_state s ON s.provider_id = p.id
            """;

    private final int limitHours;
    private final List<String> slugs;

    /**
     * A finder.
     *
     * @param limitHours hours without a success that are too many; 0 when nothing is scheduled
     * @param slugs providers that are synced on schedule; empty means all
     */
    TroubleFinder(int limitHours, List<String> slugs) {
        this.limitHours = limitHours;
        this.slugs = List.copyOf(slugs);
    }

    /** The newest catalog sync. */
    private record Run(String status, String jobId, int failed, int providers) {}

    /** How one provider stands. */
    private record Standing(
            String slug, String health, int failures, String error, boolean stale, long hours, String verdict) {}

    List<Trouble> find(Handle handle) {
        List<Trouble> troubles = new ArrayList<>();
        boolean silent = limitHours > 0
                && handle.createQuery(SILENCE)
                        .bind("limit", limitHours)
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(false);
        if (silent) {
            troubles.add(new Trouble(
                    "no-success",
                    true,
                    "No provider was synced successfully for more than " + limitHours
                            + " hours. Every model and price may be out of date.",
                    "./catalog-sync doctor"));
        }
        failedRun(handle, troubles);
        for (Standing standing : standings(handle)) {
            provider(standing, silent, troubles);
        }
        heldChanges(handle, troubles);
        return troubles;
    }

    private static void failedRun(Handle handle, List<Trouble> troubles) {
        handle.createQuery(FAILED_RUN)
                .map((row, context) -> new Run(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4)))
                .findOne()
                .filter(run -> run.status().equals("failed") || run.status().equals("timed_out"))
                .ifPresent(run -> troubles.add(new Trouble(
                        "catalog-run",
                        true,
                        "The last catalog sync failed: " + run.failed() + " of " + run.providers()
                                + " providers. The catalog stays as it was before.",
                        "./catalog-sync status " + run.jobId())));
    }

    private List<Standing> standings(Handle handle) {
        return handle.createQuery(PROVIDERS)
                .bind("limit", limitHours)
                .bindArray("slugs", String.class, slugs)
                .map((row, context) -> new Standing(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getLong(6),
                        row.getString(7) == null ? "" : row.getString(7)))
                .list();
    }

    private void provider(Standing p, boolean silent, List<Trouble> troubles) {
        String again = "./catalog-sync sync --provider " + p.slug();
        if (p.failures() >= DOWN) {
            troubles.add(new Trouble(
                    "provider-down:" + p.slug(),
                    false,
                    p.slug() + " is down: its last syncs failed with " + p.error()
                            + ". Its models stay listed with their last known prices.",
                    again + " -v"));
        } else if (p.verdict().equals("mass_removal")) {
            troubles.add(new Trouble(
                    "mass-removal:" + p.slug(),
                    true,
                    p.slug() + " stopped listing so many models at once that none was removed. "
                            + "Either its list is broken or they are gone.",
                    again + " --dry-run"));
        } else if (p.health().equals("degraded") && p.failures() == 0) {
            troubles.add(new Trouble(
                    "provider-degraded:" + p.slug(),
                    false,
                    p.slug() + " is degraded: its list is not complete (" + p.verdict()
                            + "). New and changed models are taken over, missing ones are kept.",
                    again + " --dry-run"));
        }
        if (limitHours > 0 && p.stale() && !silent) {
            troubles.add(new Trouble(
                    "provider-stale:" + p.slug(),
                    false,
                    p.slug() + " was not synced successfully for more than " + limitHours
                            + " hours. Its prices may be out of date.",
                    again + " -v"));
        }
    }

    private static void heldChanges(Handle handle, List<Trouble> troubles) {
        boolean exists = handle.createQuery("SELECT to_regclass('held_changes') IS NOT NULL")
                .mapTo(Boolean.class)
                .one();
        if (!exists) {
            return;
        }
        handle.createQuery("SELECT p.slug, count(*) FROM held_changes h JOIN providers p ON p.id ="
                        + " h.provider_id WHERE h.status = 'pending' GROUP BY 1 ORDER BY 1")
                .map((row, context) -> new Trouble(
                        "held-changes:" + row.getString(1),
                        false,
                        row.getLong(2) + " price changes of " + row.getString(1)
                                + " wait for a decision: they look wrong, or feeds disagree on them. The prices"
                                + " before them are served meanwhile.",
                        "./catalog-sync held"))
                .forEach(troubles::add);
    }
}
