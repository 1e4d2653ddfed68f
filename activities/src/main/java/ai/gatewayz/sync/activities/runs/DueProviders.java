package ai.gatewayz.sync.activities.runs;

import static java.util.stream.Collectors.groupingBy;

import ai.gatewayz.sync.activities.provider.AdaptiveCadence;
import ai.gatewayz.sync.activities.provider.AdaptiveCadence.Look;
import ai.gatewayz.sync.activities.runs.DueProvidersDao.PastRun;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Tells from the run log which providers a scheduled full sync has to ask. */
public final class DueProviders {
    /** A ceiling in floors: a provider that stands still is asked this many times less often than its tier says. */
    private static final int MOST_FLOORS = 6;

    private final DueProvidersDao dao;

    /** Over the run log of a database. */
    public DueProviders(Jdbi jdbi) {
        dao = jdbi.onDemand(DueProvidersDao.class);
    }

    /** Those of the providers that are due, in their order. */
    public List<String> of(List<String> slugs) {
        Map<String, Tier> tiers = new HashMap<>();
        dao.tiers(slugs).forEach((slug, key) -> Tier.find(key).ifPresent(tier -> tiers.put(slug, tier)));
        Map<String, List<PastRun>> runs =
                dao.pastRuns(slugs, AdaptiveCadence.RUNS).stream().collect(groupingBy(PastRun::providerSlug));
        return slugs.stream()
                .filter(slug -> cadence(tiers.getOrDefault(slug, Tier.EVERY_4_HOURS))
                        .isDue(looks(runs.getOrDefault(slug, List.of()))))
                .toList();
    }

    /** Within the tier's own rhythm and six times that. */
    static AdaptiveCadence cadence(Tier tier) {
        Duration floor =
                switch (tier) {
                    case EVERY_15_MINUTES -> Duration.ofMinutes(15);
                    case HOURLY -> Duration.ofHours(1);
                    case EVERY_4_HOURS -> Duration.ofHours(4);
                };
        return new AdaptiveCadence(floor, floor.multipliedBy(MOST_FLOORS));
    }

    private static List<Look> looks(List<PastRun> runs) {
        return runs.stream()
                .takeWhile(PastRun::succeeded)
                .map(run -> new Look(Duration.ofSeconds(run.ageSeconds()), run.changed()))
                .toList();
    }
}
