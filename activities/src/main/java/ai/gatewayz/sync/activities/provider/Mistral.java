package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;
import java.util.List;

/** Mistral's list: every alias is a row of its own, joined with its model by {@code name}; no prices. */
final class Mistral implements RecordMapper {
    static Provider entry() {
        return Provider.of("mistral", "Mistral AI")
                .aliases("mistralai")
                .list("https://api.mistral.ai/v1", "/models")
                .credential(Credential.bearer("MISTRAL_API_KEY"))
                .reads(new Mistral())
                .references(ReferenceKeys.both("mistral", "mistral/").genaiPrices("mistral"))
                .confirmedBy(Evidence.RECORDED_BODY)
                .withoutPrices("The list quotes no price");
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        JsonRecord can = record.at("capabilities");
        draft.dates(record.instant("created"), record.instant("deprecation"))
                .capabilities(new Capabilities(
                        null, can.flag("function_calling"), can.flag("vision"), null, can.flag("reasoning"), null))
                .note("type", record.text("type"))
                .deprecation(null, record.text("deprecation_replacement_model"))
                .note(
                        "abilities",
                        String.join(
                                ", ",
                                can.names().stream()
                                        .filter(can::isTrue)
                                        .sorted()
                                        .toList()));
        if (can.isTrue("audio")) {
            List<String> inputs = can.isTrue("vision") ? List.of("audio", "image", "text") : List.of("audio", "text");
            draft.modalities(inputs, List.of("text"));
        }
        String name = record.text("name");
        if (name != null && !name.equals(draft.id())) {
            draft.canonicalId(name).note("alias_of", name);
        }
        List<String> aliases = record.words("aliases");
        if (aliases != null) {
            draft.note("aliases", String.join(", ", aliases.stream().sorted().toList()));
        }
    }
}
