package ai.gatewayz.sync.api.resolve;

import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.resolve.ResolveQueries.Offering;
import ai.gatewayz.sync.catalog.model.MatchKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Finds what ids mean by rules with names, the closest first; where a rule finds several offerings it picks none. */
final class Resolver {
    private static final int MOST_CANDIDATES = 20;

    /** An id that somebody met, perhaps with its provider. */
    record Asked(
            String id, @Nullable String provider, @Nullable Long count) {}

    /** An offering by its names. */
    public record Candidate(String provider, String model, String modelId) {
        private static Candidate of(Offering offering) {
            return new Candidate(offering.provider(), offering.model(), offering.modelId());
        }
    }

    /**
     * What an id means.
     *
     * @param status {@code priced}, {@code aliased}, {@code ambiguous} or {@code unresolved}
     * @param rule why another id is this one; null unless aliased
     * @param reason why there is no price; null when there is one
     */
    public record Resolution(
            String id,
            @Nullable Long count,
            String status,
            @Nullable String provider,
            @Nullable String model,
            @Nullable String modelId,
            @Nullable String rule,
            List<Candidate> candidates,
            @Nullable String reason) {
        private static Resolution none(Asked asked, String status, String reason, List<Candidate> candidates) {
            return new Resolution(asked.id(), asked.count(), status, null, null, null, null, candidates, reason);
        }

        /** The same with ids that are close. */
        Resolution withCandidates(List<Candidate> close) {
            return new Resolution(id, count, status, provider, model, modelId, rule, close, reason);
        }
    }

    private final Jdbi jdbi;
    private final ProviderDirectory directory;
    private final Map<String, Optional<String>> slugs = new HashMap<>();
    private final Map<String, List<Offering>> byId = new HashMap<>();
    private final Map<String, List<Offering>> byKey = new HashMap<>();
    private final Map<String, List<Offering>> byAlias = new HashMap<>();

    Resolver(Jdbi jdbi, ProviderDirectory directory) {
        this.jdbi = jdbi;
        this.directory = directory;
    }

    /** Resolves ids in their order with one query. */
    List<Resolution> resolve(List<Asked> asked) {
        Set<String> ids = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        for (Asked one : asked) {
            for (String id : List.of(one.id(), withoutProvider(one.id()))) {
                ids.add(id);
                keys.add(MatchKey.of(id).value());
            }
        }
        List<Offering> found = jdbi.withExtension(
                ResolveQueries.class,
                queries -> queries.offerings(ids.toArray(String[]::new), keys.toArray(String[]::new)));
        for (Offering offering : found) {
            byId.computeIfAbsent(offering.model(), id -> new ArrayList<>()).add(offering);
            byKey.computeIfAbsent(offering.modelId(), key -> new ArrayList<>()).add(offering);
            if (offering.aliases() != null) {
                ids.stream().filter(offering::hasAlias).forEach(id -> byAlias.computeIfAbsent(
                                id, a -> new ArrayList<>())
                        .add(offering));
            }
        }
        return asked.stream().map(this::resolve).toList();
    }

    private Resolution resolve(Asked asked) {
        Optional<String> slug = asked.provider() == null ? Optional.empty() : slug(asked.provider());
        if (asked.provider() != null && slug.isEmpty()) {
            return Resolution.none(asked, "unresolved", "no_such_provider", List.of());
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(null, byId.getOrDefault(asked.id(), List.of())));
        String rest = withoutProvider(asked.id());
        if (slug.isEmpty() && !rest.equals(asked.id())) {
            Optional<String> prefix = slug(asked.id().substring(0, asked.id().indexOf('/')));
            steps.add(new Step("provider_prefix", at(prefix.orElse(""), byId.getOrDefault(rest, List.of()))));
        }
        steps.add(new Step("provider_alias", byAlias.getOrDefault(asked.id(), List.of())));
        MatchKey key = MatchKey.of(asked.id());
        steps.add(new Step(
                key.rules().isEmpty()
                        ? "canonical_id"
                        : key.rules().stream().map(MatchKey.Rule::key).collect(Collectors.joining(",")),
                byKey.getOrDefault(key.value(), List.of())));
        for (Step step : steps) {
            List<Offering> meant = slug.isEmpty() ? step.offerings() : at(slug.orElseThrow(), step.offerings());
            if (!meant.isEmpty()) {
                return resolution(asked, step.rule(), meant);
            }
        }
        return Resolution.none(asked, "unresolved", "no_such_model", List.of());
    }

    /** What a rule finds; null is the id itself. */
    private record Step(@Nullable String rule, List<Offering> offerings) {}

    private static Resolution resolution(Asked asked, @Nullable String rule, List<Offering> meant) {
        List<Offering> priced = meant.stream().filter(Offering::isPriced).toList();
        List<Candidate> candidates = (priced.isEmpty() ? meant : priced)
                .stream().limit(MOST_CANDIDATES).map(Candidate::of).toList();
        if (priced.isEmpty()) {
            return Resolution.none(asked, "unresolved", "price_" + meant.get(0).priceState(), candidates);
        }
        if (priced.size() > 1) {
            return Resolution.none(asked, "ambiguous", priced.size() + " offerings have this id", candidates);
        }
        Offering one = priced.get(0);
        return new Resolution(
                asked.id(),
                asked.count(),
                rule == null ? "priced" : "aliased",
                one.provider(),
                one.model(),
                one.modelId(),
                rule,
                List.of(),
                null);
    }

    private static List<Offering> at(String slug, List<Offering> offerings) {
        return offerings.stream().filter(o -> o.provider().equals(slug)).toList();
    }

    private Optional<String> slug(String name) {
        return Objects.requireNonNull(
                slugs.computeIfAbsent(name, given -> directory.find(given).map(provider -> provider.slug())));
    }

    /** What stands behind the first slash where a provider's name stands before it; else the id as it is. */
    private String withoutProvider(String id) {
        int slash = id.indexOf('/');
        return slash > 0
                        && slash < id.length() - 1
                        && slug(id.substring(0, slash)).isPresent()
                ? id.substring(slash + 1)
                : id;
    }
}
