package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anthropic's list: capabilities as a tree of {@code {supported: …}} objects, no prices. */
final class Anthropic implements RecordMapper {
    static Provider entry() {
        return Provider.of("anthropic", "Anthropic")
                .list("https://api.anthropic.com/v1", "/models?limit=1000")
                .credential(Credential.header("x-api-key", "", "ANTHROPIC_API_KEY"))
                .header("anthropic-version", "2023-06-01")
                .paging(Paging.tokenWhile("has_more", "last_id", "after_id"))
                .reads(new Anthropic())
                .references(
                        ReferenceKeys.modelsDev("anthropic").plain("anthropic").genaiPrices("anthropic"))
                .confirmedBy(Evidence.RECORDED_BODY)
                .withoutPrices("The list quotes no price");
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        Boolean vision = supported(record, "image_input");
        draft.id(record.text("id"))
                .name(record.text("display_name"))
                .limits(record.count("max_input_tokens"), record.count("max_tokens"))
                .dates(record.instant("created_at"), null)
                .capabilities(new Capabilities(
                        null,
                        null,
                        vision,
                        null,
                        supported(record, "thinking"),
                        supported(record, "structured_outputs")));
        JsonRecord can = record.at("capabilities");
        if (!can.names().isEmpty()) {
            draft.modalities(inputs(record), List.of("text"))
                    .note(
                            "abilities",
                            String.join(
                                    ", ",
                                    can.names().stream()
                                            .filter(name -> can.isTrue(name + ".supported"))
                                            .sorted()
                                            .toList()));
        }
    }

    private static List<String> inputs(JsonRecord record) {
        List<String> inputs = new ArrayList<>(List.of("text"));
        if (record.isTrue("capabilities.image_input.supported")) {
            inputs.add("image");
        }
        if (record.isTrue("capabilities.pdf_input.supported")) {
            inputs.add("pdf");
        }
        return inputs;
    }

    private static @Nullable Boolean supported(JsonRecord record, String capability) {
        return record.flag("capabilities." + capability + ".supported");
    }
}
