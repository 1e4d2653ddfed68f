package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.FreeText;
import ai.gatewayz.sync.catalog.model.MatchKey;
import ai.gatewayz.sync.catalog.model.Modalities;
import ai.gatewayz.sync.catalog.model.ModelId;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
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
    /** How OpenAI, Mistral and others name a fine-tuned model, which nobody but the account that made it can call. */
    private static final String FINE_TUNE = "ft:";

    private final Instant toldAt;
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
    private @Nullable ModelKind kind;
    private Capabilities capabilities = Capabilities.UNDECLARED;
    private @Nullable SkipReason skip;
    private String skipDetail = "";

    /**
     * A draft without anything.
     *
     * @param toldAt when the list was told: lines that were over by then are refused
     */
    public ModelDraft(Instant toldAt) {
        this.toldAt = toldAt;
    }

    /** When the list was told. */
    public Instant toldAt() {
        return toldAt;
    }

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

    /**
     * What the model is for. Where a feed does not say, it is what the record's usual fields say ({@link RecordKind}), else what
     * its modalities tell.
     */
    public ModelDraft kind(@Nullable ModelKind value) {
        kind = value;
        return this;
    }

    /** Reads the kind off the record's usual fields unless it is known already. */
    public ModelDraft kindOf(JsonRecord record) {
        if (kind == null) {
            kind = RecordKind.of(record).orElse(null);
        }
        return this;
    }

    /** A record was read: notes the price terms of it that were not, refuses what they contradict, and reads the kind. */
    public ModelDraft account(JsonRecord record) {
        pricing.unreadBeside(DeclaredUnits.check(record, record.unreadPriceTerms(), this));
        return kindOf(record);
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

    /**
     * That the model is not to be used any more, and by which of the provider's ids it is replaced; null where the provider does
     * not say.
     */
    public ModelDraft deprecation(@Nullable Boolean isDeprecated, @Nullable String replacedBy) {
        return note("deprecated", isDeprecated == null ? null : isDeprecated.toString())
                .note("replacement", replacedBy);
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
        } else if (id.startsWith(FINE_TUNE)) {
            sink.skip(SkipReason.NOT_OFFERED, "a fine-tuned model of the account");
        } else if (!ModelId.isStorable(id)) {
            sink.skip(SkipReason.INVALID_ID, "an id of " + id.length() + " characters that cannot be stored");
        } else {
            pricing.refuseWhere(PriceRefusal.CONDITION, line -> line.condition().isOver(toldAt));
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
        Modalities declared = new Modalities(storable(inputs), storable(outputs));
        ModelKind known = kind == null ? ModelKind.of(declared).orElse(null) : kind;
        return new CatalogModel(
                modelId,
                key.value(),
                clean == null ? modelId : clean,
                FreeText.clean(description, MAX_DESCRIPTION),
                known,
                contextLength,
                fits ? maxOutputTokens : null,
                known == null ? declared : modalities(declared, known),
                capabilities,
                createdAt,
                deprecatedAt,
                metadata,
                pricing.build());
    }

    /** What the record leaves out follows from the kind. A list that says text of all its models says nothing of those that give none. */
    private Modalities modalities(Modalities declared, ModelKind known) {
        Modalities usual = known.modalities();
        if (known.givesNoText() && declared.output().equals(List.of("text"))) {
            return new Modalities(declared.input(), usual.output());
        }
        boolean seesImages = known == ModelKind.CHAT && Boolean.TRUE.equals(capabilities.vision());
        return declared.or(seesImages ? new Modalities(List.of("image", "text"), usual.output()) : usual);
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
