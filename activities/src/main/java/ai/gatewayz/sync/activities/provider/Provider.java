package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonModelFeed;
import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.ProviderSlug;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One provider: identity, how its list is called, and which feed reads it. */
public final class Provider {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Z][A-Z0-9_]*)}");
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_-]+");

    private final ProviderSlug slug;
    private final String name;
    private final List<String> aliases = new ArrayList<>();
    private final SortedMap<String, String> headers = new TreeMap<>();
    private final SortedMap<String, String> settingHeaders = new TreeMap<>();
    private String baseUrl = "";
    private String listPath = "";
    private Credential credential = Credential.NONE;
    private Paging paging = Paging.none();
    private Tier tier = Tier.EVERY_4_HOURS;
    private Duration timeout = Duration.ofSeconds(60);
    private @Nullable ModelFeed feed;
    private List<Evidence> evidence = List.of();
    private @Nullable String withoutPrices;
    private @Nullable String note;
    private @Nullable ReferenceKeys references;
    private @Nullable String liteLlmName;
    private boolean restByReference;

    private Provider(String slug, String name) {
        this.slug = new ProviderSlug(slug);
        this.name = name;
    }

    /** A provider without a list so far. */
    static Provider of(String slug, String name) {
        return new Provider(slug, name);
    }

    Provider aliases(String... values) {
        Collections.addAll(aliases, values);
        return this;
    }

    /** Base URL and, below it, the list's path with its query. */
    Provider list(String base, String path) {
        baseUrl = base;
        listPath = path;
        return this;
    }

    Provider credential(Credential value) {
        credential = value;
        return this;
    }

    Provider header(String headerName, String value) {
        headers.put(headerName, value);
        return this;
    }

    /** A request header that is sent where an environment variable holds its value. */
    Provider settingHeader(String headerName, String variable) {
        settingHeaders.put(headerName, variable);
        return this;
    }

    Provider paging(Paging value) {
        paging = value;
        return this;
    }

    Provider tier(Tier value) {
        tier = value;
        return this;
    }

    Provider timeout(Duration value) {
        timeout = value;
        return this;
    }

    /** Its list is the array {@code data}; the mapper says what a record means. */
    Provider reads(RecordMapper mapper) {
        return reads(Envelope.array("data"), mapper);
    }

    /** As {@link #reads(RecordMapper)}, with the array at another place. */
    Provider reads(Envelope envelope, RecordMapper mapper) {
        return feed(new JsonModelFeed(envelope, mapper));
    }

    /** Its list is no single array, so that it has a reader of its own. */
    Provider feed(ModelFeed value) {
        feed = value;
        return this;
    }

    /** What the list's shape and the unit of its prices are known from. */
    Provider confirmedBy(Evidence... values) {
        evidence = List.of(values);
        return this;
    }

    /** Why no price is read from its list. */
    Provider withoutPrices(String why) {
        withoutPrices = why;
        return this;
    }

    /** A fact that operators should see. */
    Provider note(String text) {
        note = text;
        return this;
    }

    /** Under which names independent feeds know its offerings. */
    Provider references(ReferenceKeys value) {
        references = value;
        return this;
    }

    /** LiteLLM's name of it, where its map is no witness of its prices and the name is not the slug with underscores. */
    Provider liteLlmName(String value) {
        liteLlmName = value;
        return this;
    }

    /** Feeds price those of its models of which its list says nothing at all about a price. */
    Provider restByReference() {
        restByReference = true;
        return this;
    }

    /** The stable short name. */
    public ProviderSlug slug() {
        return slug;
    }

    /** The display name. */
    public String name() {
        return name;
    }

    /** Other slugs under which operators may name it. */
    public List<String> aliases() {
        return List.copyOf(aliases);
    }

    /** The published base URL. */
    public String baseUrl() {
        return baseUrl;
    }

    /** Environment variables that stand in the base URL as {@code {NAME}}, such as an account's id. */
    public List<String> baseUrlVariables() {
        return VARIABLE.matcher(baseUrl)
                .results()
                .map(variable -> variable.group(1))
                .toList();
    }

    /**
     * The list's address below the published base, or below another one that replaces it.
     *
     * @throws IllegalArgumentException when the published base has variables; see {@link #publishedListUri}
     */
    public URI listUri(@Nullable String replacementBase) {
        return URI.create((replacementBase == null ? baseUrl : replacementBase) + listPath);
    }

    /**
     * The list's address below the published base, whose variables are filled in.
     *
     * @param variables values by name, null where there is none
     * @return empty when a variable has no value: the provider is not configured
     * @throws IllegalArgumentException when a value has other characters than letters, digits, {@code _} and {@code -};
     *     the value is not repeated
     */
    public Optional<URI> publishedListUri(Function<String, @Nullable String> variables) {
        String base = baseUrl;
        for (String name : baseUrlVariables()) {
            String value = variables.apply(name);
            if (value == null || value.isEmpty()) {
                return Optional.empty();
            }
            if (!PLAIN_WORD.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        name + " has characters that a URL part of " + slug + " cannot have");
            }
            base = base.replace("{" + name + "}", value);
        }
        return Optional.of(URI.create(base + listPath));
    }

    /** How its key travels. */
    public Credential credential() {
        return credential;
    }

    /** Fixed request headers. */
    public SortedMap<String, String> headers() {
        return Collections.unmodifiableSortedMap(headers);
    }

    /** Request headers whose values come from environment variables, by the variables' names; all are optional. */
    public SortedMap<String, String> settingHeaders() {
        return Collections.unmodifiableSortedMap(settingHeaders);
    }

    /** Every variable that a call may need: parts of its address, its key under every name, other settings. */
    public List<String> variables() {
        List<String> variables = new ArrayList<>(baseUrlVariables());
        variables.addAll(credential.variables());
        variables.addAll(settingHeaders.values());
        return variables;
    }

    /** How the list continues. */
    public Paging paging() {
        return paging;
    }

    /** How often it is worth asking. */
    public Tier tier() {
        return tier;
    }

    /** The longest one page may take. */
    public Duration timeout() {
        return timeout;
    }

    /** The reader of its list; null while there is none. */
    public @Nullable ModelFeed feed() {
        return feed;
    }

    /** Whether its list can be read. */
    public boolean isSupported() {
        return feed != null;
    }

    /** What the list's shape and the unit of its prices are known from. */
    public List<Evidence> evidence() {
        return evidence;
    }

    /** Why no price is read from its list, or null where prices are. */
    public @Nullable String withoutPrices() {
        return withoutPrices;
    }

    /** What operators should see: why it has no prices, and further facts; null where there is nothing to say. */
    public @Nullable String note() {
        if (withoutPrices == null) {
            return note;
        }
        return note == null ? withoutPrices : withoutPrices + "; " + note;
    }

    /** Under which names independent feeds know its offerings, or null when none does. */
    public @Nullable ReferenceKeys references() {
        return references;
    }

    /** LiteLLM's name of it; null where that is the slug with underscores. */
    public @Nullable String liteLlmName() {
        return liteLlmName != null || references == null ? liteLlmName : references.liteLlmName();
    }

    /** The id that genai-prices has for it, or null where it has none. */
    public @Nullable String genaiPricesName() {
        return references == null ? null : references.genaiPrices();
    }

    /** Whether its prices come from reference feeds, because its own list has none. */
    public boolean isPricedByReference() {
        return references != null && feed != null && feed.priceFields().isEmpty();
    }

    /** Whether feeds price those of its models of which its list says nothing about a price, though it has prices of others. */
    public boolean isRestPricedByReference() {
        return restByReference;
    }

    @Override
    public String toString() {
        return slug.value();
    }
}
