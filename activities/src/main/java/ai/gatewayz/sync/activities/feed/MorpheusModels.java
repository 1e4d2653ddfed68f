package ai.gatewayz.sync.activities.feed;

import java.util.List;

/** Morpheus: paid for by staking MOR, so no price; the same id may stand for several on-chain models. */
public final class MorpheusModels implements JsonModelFeed.RecordMapper {
    /** Placeholder that stands in some rows' tags. */
    private static final String PLACEHOLDER_TAG = "string";

    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        draft.note("blockchain_id", record.text("blockchainID"));
        List<String> tags = record.words("tags");
        if (tags != null) {
            draft.note(
                    "tags",
                    String.join(
                            ", ",
                            tags.stream()
                                    .filter(t -> !t.equals(PLACEHOLDER_TAG))
                                    .toList()));
        }
        draft.pricing().unknownBecause("staking");
    }
}
