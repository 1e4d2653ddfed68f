package ai.gatewayz.sync.catalog.model;

import ai.gatewayz.sync.catalog.price.Pricing;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One offering: a model as one provider lists it.
 *
 * @param providerModelId the provider's id, verbatim
 * @param modelId the canonical id that joins the same model across providers
 * @param name display name
 * @param kind what it is for; null when nobody says
 * @param contextLength tokens, at least 1
 * @param maxOutputTokens tokens, at least 1
 * @param createdAt when the provider says that it was made
 * @param deprecatedAt when the provider says that it ends
 * @param metadata further facts worth keeping, as text
 */
public record CatalogModel(
        String providerModelId,
        String modelId,
        String name,
        @Nullable String description,
        @Nullable ModelKind kind,
        @Nullable Long contextLength,
        @Nullable Long maxOutputTokens,
        Modalities modalities,
        Capabilities capabilities,
        @Nullable Instant createdAt,
        @Nullable Instant deprecatedAt,
        SortedMap<String, String> metadata,
        Pricing pricing) {
    /** Takes a private copy of the metadata. */
    public CatalogModel {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /**
     * The same model, of the kind that somebody else than the provider tells. Text comes out of chat models, but perhaps not text
     * alone: what the provider leaves open of those stays open.
     */
    public CatalogModel withKind(ModelKind told) {
        boolean open = told == ModelKind.CHAT || told == ModelKind.COMPLETION;
        return new CatalogModel(
                providerModelId,
                modelId,
                name,
                description,
                told,
                contextLength,
                maxOutputTokens,
                open ? modalities : modalities.or(told.modalities()),
                capabilities,
                createdAt,
                deprecatedAt,
                metadata,
                pricing);
    }
}
