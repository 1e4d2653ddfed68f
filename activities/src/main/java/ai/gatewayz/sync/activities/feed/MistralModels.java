package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import java.util.List;

/** Mistral's list: every alias is a row of its own, joined with its model by {@code name}; no prices. */
public final class MistralModels implements JsonModelFeed.RecordMapper {
    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        JsonRecord can = record.at("capabilities");
        draft.dates(record.instant("created"), record.instant("deprecation"))
                .capabilities(new Capabilities(
                        null, can.flag("function_calling"), can.flag("vision"), null, can.flag("reasoning"), null))
                .note("type", record.text("type"))
                .note("replacement", record.text("deprecation_replacement_model"))
                .note(
                        "abilities",
                        String.join(
                                ", ",
                                can.names().stream()
                                        .filter(can::isTrue)
                                        .sorted()
                                        .toList()));
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
