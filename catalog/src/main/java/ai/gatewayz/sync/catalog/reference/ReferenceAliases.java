package ai.gatewayz.sync.catalog.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The few spellings besides its own under which a feed may know an offering, each a named rule. Nothing is matched by a
 * part of an id: words such as {@code -fast}, {@code :free} or {@code -thinking} are other products and are never dropped.
 */
public final class ReferenceAliases {
    /** The id that the provider calls the real one of an alias. */
    public static final String ALIAS = "alias";

    /**
     * An alias that the provider gives the model today. Aliases move on and feeds follow late, so such a row counts only
     * where two feeds agree, and never against one that is found by another rule.
     */
    public static final String MOVING_ALIAS = "moving_alias";

    /** Anthropic's version with a point instead of a hyphen, or the other way round. */
    public static final String DOTTED = "dotted";

    /** Anthropic's id without its date. */
    public static final String UNDATED = "undated";

    /** OpenAI's dated snapshot under the price of the undated id: the snapshot may once have cost something else. */
    public static final String APPROXIMATE = "approximate";

    /** A key to look up. */
    public record Candidate(String rule, String key) {}

    /** A feed's row that was found, and by which rule. */
    public record Found<R>(String rule, R row) {}

    private static final Pattern VERSION = Pattern.compile("(?<=-)(\\d{1,2})([-.])(\\d{1,2})(?=-|$)");
    private static final Pattern COMPACT_DATE = Pattern.compile("(.+)-20\\d{6}");
    private static final Pattern DATE = Pattern.compile("(.+)-20\\d{2}-\\d{2}-\\d{2}");

    private static final Pattern COMMA = Pattern.compile(",\\s*");

    private ReferenceAliases() {}

    /**
     * The keys of an offering, by what its provider's list says of it.
     *
     * @param idPrefix what the provider puts before the ids that feeds use; may be empty
     * @param aliasOf the id that the provider calls the real one, or null
     * @param aliases other ids of the same model with commas between them, or null
     */
    public static List<Candidate> of(
            String provider,
            String idPrefix,
            String providerModelId,
            @Nullable String aliasOf,
            @Nullable String aliases) {
        String id =
                providerModelId.startsWith(idPrefix) ? providerModelId.substring(idPrefix.length()) : providerModelId;
        return of(
                provider,
                id,
                aliasOf,
                aliases == null ? List.of() : COMMA.splitAsStream(aliases).toList());
    }

    /**
     * What feeds say under an offering's keys: of each feed the row of the first key that it has.
     *
     * @param rows the rows of a key
     * @param feed whose a row is
     */
    public static <R> List<Found<R>> find(
            List<Candidate> candidates, Function<String, List<R>> rows, Function<R, String> feed) {
        List<Found<R>> found = new ArrayList<>(2);
        for (Candidate candidate : candidates) {
            if (candidate.rule().equals(MOVING_ALIAS)
                    && found.stream().anyMatch(known -> !known.rule().equals(MOVING_ALIAS))) {
                break;
            }
            for (R row : rows.apply(candidate.key())) {
                if (found.stream().noneMatch(known -> feed.apply(known.row()).equals(feed.apply(row)))) {
                    found.add(new Found<>(candidate.rule(), row));
                }
            }
        }
        return found;
    }

    /**
     * Keys in the order in which they are tried; a feed is asked for the next one only when it lacks those before.
     *
     * @param id the offering's id without the provider's prefix
     * @param aliasOf the id that the provider calls the real one, or null; it is tried first, since aliases move
     * @param aliases other ids that the provider gives the same model
     */
    public static List<Candidate> of(String provider, String id, @Nullable String aliasOf, List<String> aliases) {
        List<Candidate> candidates = new ArrayList<>();
        if (aliasOf != null) {
            add(candidates, ALIAS, aliasOf);
        }
        add(candidates, ReferencePrice.LITERAL, id);
        if (provider.equals("anthropic")) {
            addAnthropic(candidates, id);
        } else if (provider.equals("openai")) {
            Matcher dated = DATE.matcher(id);
            if (dated.matches()) {
                add(candidates, APPROXIMATE, dated.group(1));
            }
        }
        aliases.forEach(alias -> add(candidates, MOVING_ALIAS, alias));
        return candidates;
    }

    private static void addAnthropic(List<Candidate> candidates, String id) {
        add(candidates, DOTTED, swapped(id));
        Matcher dated = COMPACT_DATE.matcher(id);
        if (dated.matches()) {
            add(candidates, UNDATED, dated.group(1));
            add(candidates, UNDATED, swapped(dated.group(1)));
        }
    }

    private static String swapped(String id) {
        return VERSION.matcher(id)
                .replaceFirst(
                        version -> version.group(1) + (version.group(2).equals("-") ? "." : "-") + version.group(3));
    }

    private static void add(List<Candidate> candidates, String rule, String id) {
        String key = id.toLowerCase(Locale.ROOT);
        if (candidates.stream().noneMatch(known -> known.key().equals(key))) {
            candidates.add(new Candidate(rule, key));
        }
    }
}
