package ai.gatewayz.sync.api.providers;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.catalog.model.NearestWord;
import ai.gatewayz.sync.workflows.CacheTags;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Resolves what callers write into providers: slugs and aliases, as the registry in the database has them now. */
public final class ProviderDirectory {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final int MOST_NAMES = 1000;

    private final ProviderQueries providers;
    private final Cache<VersionedName, String> slugs =
            Caffeine.newBuilder().maximumSize(MOST_NAMES).build();
    private final Cache<String, String> gatewayTags =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

    /** A slug or alias in a version of the catalog. */
    private record VersionedName(String version, String name) {}

    /** A directory over a database. */
    public ProviderDirectory(Jdbi jdbi) {
        this.providers = jdbi.onDemand(ProviderQueries.class);
    }

    /** Every provider with its sync state and its counts, by slug. */
    public List<RegisteredProvider> list() {
        return providers.list();
    }

    /** Counts of providers. */
    public StateCounts counts() {
        return providers.stats();
    }

    /** Slugs of the providers that can be synced, sorted. */
    public List<String> fetchable() {
        return fetchable(names());
    }

    /** The provider of a slug or alias. */
    public Optional<ProviderName> find(String name) {
        return SLUG.matcher(name).matches() ? providers.named(name) : Optional.empty();
    }

    /** The provider of a slug or alias, or 404 with the one that is most like it. */
    public ProviderName require(String name) {
        return find(name).orElseThrow(() -> ApiException.noProvider(QueryReader.shown(name), near(name)));
    }

    /** The slug of the same, for whoever has asked for the version already; it tells of each change of a name. */
    public String slug(String version, String name) {
        return slugs.get(
                new VersionedName(version, name), asked -> require(asked.name()).slug());
    }

    private List<String> near(String name) {
        return SLUG.matcher(name).matches()
                ? NearestWord.of(name, names().stream().map(ProviderName::slug)).stream()
                        .toList()
                : List.of();
    }

    /** Slugs of a list of slugs and aliases, without repetitions; any unknown one refuses the whole list. */
    public List<String> resolve(List<String> given) {
        if (given.isEmpty()) {
            return List.of();
        }
        List<ProviderName> names = names();
        Set<String> slugs = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String name : given) {
            Optional<ProviderName> found = find(names, name);
            found.ifPresentOrElse(provider -> slugs.add(provider.slug()), () -> unknown.add(QueryReader.shown(name)));
        }
        if (!unknown.isEmpty()) {
            throw ApiException.of(
                    400,
                    "Invalid providers: " + String.join(", ", unknown) + ". Available: "
                            + String.join(", ", fetchable(names)));
        }
        return List.copyOf(slugs);
    }

    /** The cache tags of every gateway: what an answer over the whole catalog depends on. */
    public String gatewayTags() {
        return gatewayTags.get(
                "", unused -> fetchable().stream().map(CacheTags::gateway).collect(Collectors.joining(" ")));
    }

    /** Database ids by slug. */
    public Map<String, Long> ids() {
        return names().stream().collect(Collectors.toMap(ProviderName::slug, ProviderName::id));
    }

    private List<ProviderName> names() {
        return providers.names();
    }

    private static List<String> fetchable(List<ProviderName> names) {
        return names.stream()
                .filter(ProviderName::isSupported)
                .map(ProviderName::slug)
                .toList();
    }

    private static Optional<ProviderName> find(List<ProviderName> names, String name) {
        return names.stream()
                .filter(p -> p.slug().equals(name) || p.aliases().contains(name))
                .findFirst();
    }
}
