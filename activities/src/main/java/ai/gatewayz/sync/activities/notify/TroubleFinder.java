package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.notify.TroubleDao.Missed;
import ai.gatewayz.sync.activities.notify.TroubleDao.Standing;
import ai.gatewayz.sync.activities.notify.TroubleDao.UnreadTerm;
import ai.gatewayz.sync.activities.notify.TroubleDao.Waiting;
import ai.gatewayz.sync.catalog.guard.DelistingGuard;
import ai.gatewayz.sync.catalog.provider.ProviderHealth;
import ai.gatewayz.sync.catalog.run.JobStatus;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Finds what is wrong now, in the run log and the providers' states: also that nothing happens any more. */
final class TroubleFinder {
    /** A provider with more unread fields than this has another format, which these say as well as all. */
    private static final int MOST_TERMS = 20;

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

    List<Trouble> find(Handle handle) {
        List<Trouble> troubles = new ArrayList<>();
        TroubleDao dao = handle.attach(TroubleDao.class);
        boolean silent = limitHours > 0 && dao.isSilent(limitHours);
        if (silent) {
            troubles.add(new Trouble(
                    "no-success",
                    true,
                    "No provider was synced successfully for more than " + limitHours
                            + " hours. Every model and price may be out of date.",
                    "./catalog-sync doctor"));
        }
        failedRun(dao, troubles);
        for (Standing standing : dao.standings(slugs, limitHours)) {
            provider(standing, silent, troubles);
        }
        heldChanges(dao, troubles);
        unreadTerms(dao, troubles);
        missed(dao, troubles);
        return troubles;
    }

    private static void failedRun(TroubleDao dao, List<Trouble> troubles) {
        dao.lastRun()
                .filter(run -> JobStatus.of(run.status()).isBad())
                .ifPresent(run -> troubles.add(new Trouble(
                        "catalog-run",
                        true,
                        "The last catalog sync failed: " + run.failed() + " of " + run.providers()
                                + " providers. The catalog stays as it was before.",
                        "./catalog-sync status " + run.jobId())));
    }

    private void provider(Standing p, boolean silent, List<Trouble> troubles) {
        String again = "./catalog-sync sync --provider " + p.slug();
        if (p.failures() >= ProviderHealth.FAILURES_UNTIL_DOWN) {
            troubles.add(new Trouble(
                    "provider-down:" + p.slug(),
                    false,
                    p.slug() + " is down: its last syncs failed with " + p.error()
                            + ". Its models stay listed with their last known prices.",
                    again + " -v"));
        } else if (p.verdict().equals(DelistingGuard.Verdict.MASS_REMOVAL.key())) {
            troubles.add(new Trouble(
                    "mass-removal:" + p.slug(),
                    true,
                    p.slug() + " stopped listing so many models at once that none was removed. "
                            + "Either its list is broken or they are gone.",
                    again + " --dry-run"));
        } else if (ProviderHealth.of(p.healthStatus()) == ProviderHealth.DEGRADED && p.failures() == 0) {
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

    private static void missed(TroubleDao dao, List<Trouble> troubles) {
        for (Missed missed : dao.missed()) {
            troubles.add(new Trouble(
                    "announced-change-missed:" + missed.slug(),
                    false,
                    missed.changes() + " changes that " + missed.slug()
                            + " announced did not come as announced, such as that" + " of " + missed.example() + " for "
                            + missed.dueAt() + ". What its list says now is served.",
                    "./catalog-sync changes --provider " + missed.slug()));
        }
    }

    /** One for each field: which of them matters only somebody who looks at it can say. */
    private static void unreadTerms(TroubleDao dao, List<Trouble> troubles) {
        for (UnreadTerm term : dao.unreadTerms(MOST_TERMS)) {
            troubles.add(new Trouble(
                    "price-term-unread:" + term.slug() + ":" + term.path(),
                    false,
                    term.slug() + " states a term of its prices that is not read: " + term.path() + ", of "
                            + term.models() + " models. Their prices are served without it and marked as not complete.",
                    "./catalog-sync price " + term.slug() + " " + term.example()));
        }
    }

    private static void heldChanges(TroubleDao dao, List<Trouble> troubles) {
        for (Waiting waiting : dao.waiting()) {
            troubles.add(new Trouble(
                    "held-changes:" + waiting.slug(),
                    false,
                    waiting.prices() + " price changes of " + waiting.slug()
                            + " wait for a decision: they look wrong, or feeds disagree on them. The prices"
                            + " before them are served meanwhile.",
                    "./catalog-sync held"));
        }
    }
}
