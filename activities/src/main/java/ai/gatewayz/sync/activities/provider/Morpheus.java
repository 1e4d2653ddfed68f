package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import java.util.List;

/** Morpheus: paid for by staking MOR, so no price; the same id may stand for several on-chain models. */
final class Morpheus implements RecordMapper {
    static Provider entry() {
        return Provider.of("morpheus", "Morpheus")
                .list("https://api.mor.org/api/v1", "/models")
                .credential(Credential.bearer("MORPHEUS_API_KEY"))
                .reads(new Morpheus())
                .confirmedBy(Evidence.RECORDED_BODY)
                .withoutPrices("Paid for by staking MOR; no dollar price exists");
    }

    /** Placeholder that stands in some rows' tags. */
    private static final String PLACEHOLDER_TAG = "string";

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
