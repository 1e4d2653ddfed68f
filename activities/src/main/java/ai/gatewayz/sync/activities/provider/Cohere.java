package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.SkipReason;
import java.util.List;

/** Cohere's list: named by {@code name}, capabilities as feature words, no prices; own fine-tunes are left out. */
final class Cohere implements RecordMapper {
    static Provider entry() {
        return Provider.of("cohere", "Cohere")
                .list("https://api.cohere.com/v1", "/models?page_size=1000")
                .credential(Credential.bearer("COHERE_API_KEY"))
                .paging(Paging.token("next_page_token", "page_token"))
                .reads(Envelope.array("models"), new Cohere())
                .references(ReferenceKeys.both("cohere", "cohere/")
                        .plain("cohere", "cohere_chat")
                        .genaiPrices("cohere"))
                .confirmedBy(Evidence.DOCUMENTATION)
                .withoutPrices("The list quotes no price");
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        draft.id(record.text("name")).limits(record.count("context_length"), null);
        List<String> features = record.words("features");
        Boolean seesImages = record.flag("supports_vision");
        if (features != null) {
            draft.capabilities(new Capabilities(
                    null,
                    features.contains("tools"),
                    seesImages == null ? (Boolean) features.contains("vision") : seesImages,
                    features.contains("json_mode"),
                    features.contains("reasoning"),
                    features.contains("json_schema")));
        } else if (seesImages != null) {
            draft.capabilities(new Capabilities(null, null, seesImages, null, null, null));
        }
        List<String> endpoints = record.words("endpoints");
        if (endpoints != null) {
            draft.note(
                    "endpoints", String.join(", ", endpoints.stream().sorted().toList()));
        }
        if (record.isTrue("is_deprecated")) {
            draft.deprecation(true, null);
        }
        if (record.isTrue("finetuned")) {
            draft.skip(SkipReason.NOT_OFFERED, "a fine-tuned model of the account");
        }
    }
}
