package ai.gatewayz.sync.activities.reference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Under which names reference feeds know a provider's offerings. Only feeds that are independent witnesses are named:
 * one that copies the provider's own list is none.
 *
 * @param modelsDev the provider's id at models.dev, or null
 * @param liteLlmPrefix what stands before the id in LiteLLM's keys, such as {@code mistral/}, or null
 * @param liteLlmPlain {@code litellm_provider} values under which bare ids are this provider's; a value that ends in
 *     {@code *} stands for all that begin so
 * @param genaiPrices the provider's id at genai-prices, or null
 * @param idPrefix what the provider puts before the ids that feeds use, such as {@code models/}
 */
public record ReferenceKeys(
        @Nullable String modelsDev,
        @Nullable String liteLlmPrefix,
        List<String> liteLlmPlain,
        @Nullable String genaiPrices,
        String idPrefix) {
    /** Known to models.dev only. */
    public static ReferenceKeys modelsDev(String id) {
        return new ReferenceKeys(id, null, List.of(), null, "");
    }

    /** Known to both, in LiteLLM under a prefix. */
    public static ReferenceKeys both(String modelsDev, String liteLlmPrefix) {
        return new ReferenceKeys(modelsDev, liteLlmPrefix, List.of(), null, "");
    }

    /** Known to LiteLLM only, under a prefix. */
    public static ReferenceKeys liteLlm(String prefix) {
        return new ReferenceKeys(null, prefix, List.of(), null, "");
    }

    /** The same, and bare LiteLLM keys of these {@code litellm_provider} values too. */
    public ReferenceKeys plain(String... providers) {
        return new ReferenceKeys(modelsDev, liteLlmPrefix, List.of(providers), genaiPrices, idPrefix);
    }

    /** The same for a provider whose ids begin with a prefix that feeds leave out. */
    public ReferenceKeys idPrefix(String prefix) {
        return new ReferenceKeys(modelsDev, liteLlmPrefix, liteLlmPlain, genaiPrices, prefix);
    }

    /** The same, and known to genai-prices under an id. */
    public ReferenceKeys genaiPrices(String id) {
        return new ReferenceKeys(modelsDev, liteLlmPrefix, liteLlmPlain, id, idPrefix);
    }

    /** LiteLLM's name of the provider, or null where its keys have no prefix. */
    public @Nullable String liteLlmName() {
        return liteLlmPrefix == null ? null : liteLlmPrefix.replaceAll("/.*", "");
    }

    /** The key, in lower case, under which a models.dev row is this provider's. */
    Optional<String> ofModelsDev(ReferenceRow row) {
        return row.group().equals(modelsDev) ? Optional.of(row.id().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** The key, in lower case, under which a row of genai-prices is this provider's. */
    Optional<String> ofGenaiPrices(ReferenceRow row) {
        return row.group().equals(genaiPrices) ? Optional.of(row.id().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** The key, in lower case, under which a LiteLLM row is this provider's. */
    Optional<String> ofLiteLlm(ReferenceRow row) {
        String id = row.id();
        if (liteLlmPrefix != null && id.startsWith(liteLlmPrefix)) {
            return Optional.of(id.substring(liteLlmPrefix.length()).toLowerCase(Locale.ROOT));
        }
        boolean plain = liteLlmPlain.stream()
                .anyMatch(p -> p.endsWith("*")
                        ? row.group().startsWith(p.substring(0, p.length() - 1))
                        : row.group().equals(p));
        return plain ? Optional.of(id.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
