package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.FreeText;
import ai.gatewayz.sync.catalog.model.MatchKey;
import ai.gatewayz.sync.catalog.model.Modalities;
import ai.gatewayz.sync.catalog.model.ModelId;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a feed learns of one record, field by field; decides at the end whether it is a model. */
public final class ModelDraft {
    private static final int MAX_NAME = 512;
    private static final int MAX_DESCRIPTION = 16 * 1024;
    private static final int MAX_METADATA_VALUE = 2 * 1024;
    private static final int MAX_METADATA_ENTRIES = 32;

    private final PricingBuilder pricing = new PricingBuilder();
    private final SortedMap<String, String> metadata = new TreeMap<>();
    private @Nullable String id;
    private @Nullable String canonicalId;
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable Long contextLength;
    private @Nullable Long maxOutputTokens;
    private @Nullable List<String> inputs;
    private @Nullable List<String> outputs;
    private @Nullable Instant createdAt;
    private @Nullable Instant deprecatedAt;
    private Capabilities capabilities = Capabilities.UNDECLARED;
    private @Nullable SkipReason skip;
    private String skipDetail = "";

    /** The provider's id, verbatim. */
    public ModelDraft id(@Nullable String value) {
        id = value;
        return this;
    }

    /** The provider's id, or an empty text where it gave none. */
    public String id() {
        return id == null ? "" : id;
    }

    /** What the id that joins the same model across providers is made from; by default the provider's own id. */
    public ModelDraft canonicalId(String value) {
        canonicalId = value;
        return this;
    }

    /** The display name; by default the id. */
    public ModelDraft name(@Nullable String value) {
        name = value;
        return this;
    }

    /** What the provider says about the model. */
    public ModelDraft description(@Nullable String value) {
        description = value;
        return this;
    }

    /** Limits in tokens, null where not declared. An output limit above the context is unknown and kept as a fact. */
    public ModelDraft limits(@Nullable Long context, @Nullable Long maxOutput) {
        contextLength = context;
        maxOutputTokens = maxOutput;
        return this;
    }

    /** Modality words, null where not declared. */
    public ModelDraft modalities(@Nullable List<String> input, @Nullable List<String> output) {
        inputs = input;
        outputs = output;
        return this;
    }

    /** What the model can do. */
    public ModelDraft capabilities(Capabilities value) {
        capabilities = value;
        return this;
    }

    /** When the model was made and when it ends, null where not declared. */
    public ModelDraft dates(@Nullable Instant created, @Nullable Instant deprecated) {
        createdAt = created;
        deprecatedAt = deprecated;
        return this;
    }

    /** A further fact worth keeping; null is no fact. */
    public ModelDraft note(String key, @Nullable String value) {
        String clean = FreeText.clean(value, MAX_METADATA_VALUE);
        if (clean != null && metadata.size() < MAX_METADATA_ENTRIES) {
            metadata.put(key, clean);
        }
        return this;
    }

    /** Where prices go. */
    public PricingBuilder pricing() {
        return pricing;
    }

    /** The record is no offering, for a reason that the provider's format defines. */
    public ModelDraft skip(SkipReason reason, String detail) {
        skip = reason;
        skipDetail = detail;
        return this;
    }

    /** The provider lists the record without offering it for use. */
    public ModelDraft notOffered(String detail) {
        return id == null ? this : skip(SkipReason.NOT_OFFERED, "`" + FreeText.clean(id, MAX_NAME) + "`: " + detail);
    }

    /** Hands the model, or the reason why there is none, to the sink. */
    public void finish(ModelSink sink) {
        if (skip != null) {
            sink.skip(skip, skipDetail);
        } else if (id == null) {
            sink.skip(SkipReason.NO_ID, "a record without an id");
        } else if (!ModelId.isStorable(id)) {
            sink.skip(SkipReason.INVALID_ID, "an id of " + id.length() + " characters that cannot be stored");
        } else {
            sink.accept(build(id), pricing.refusals());
        }
    }

    private CatalogModel build(String modelId) {
        String clean = FreeText.clean(name, MAX_NAME);
        MatchKey key = MatchKey.of(canonicalId == null ? modelId : canonicalId);
        if (!key.rules().isEmpty()) {
            note("model_id_rule", key.rules().stream().map(MatchKey.Rule::key).collect(Collectors.joining(",")));
        }
        // Such a limit is a default for all models, and a request of that many tokens is refused.
        boolean fits = contextLength == null || maxOutputTokens == null || maxOutputTokens <= contextLength;
        if (!fits) {
            note("max_output_tokens", String.valueOf(maxOutputTokens));
        }
        return new CatalogModel(
                modelId,
                key.value(),
                clean == null ? modelId : clean,
                FreeText.clean(description, MAX_DESCRIPTION),
                contextLength,
                fits ? maxOutputTokens : null,
                new Modalities(storable(inputs), storable(outputs)),
                capabilities,
                createdAt,
                deprecatedAt,
                metadata,
                pricing.build());
    }

    private static List<String> storable(@Nullable List<String> words) {
        return words == null
                ? List.of()
                : words.stream()
                        .filter(w -> w.length() <= 32 && ModelId.isStorable(w))
                        .limit(16)
                        .toList();
    }
}
