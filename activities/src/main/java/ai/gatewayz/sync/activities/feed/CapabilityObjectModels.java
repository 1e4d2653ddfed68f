package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import org.jspecify.annotations.Nullable;

/** OpenAI's list with a capability object, and prices in no declared unit. */
public final class CapabilityObjectModels implements RecordMapper {
    private static final RecordRule UNITLESS = RecordRule.undeclaredUnit("pricing.prompt", "pricing.completion");

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        JsonRecord can = record.at("capabilities");
        Long context = record.firstCount("context_length", "capabilities.context_length");
        draft.limits(context, record.firstCount("max_output_tokens", "max_completion_tokens"))
                .capabilities(new Capabilities(
                        null,
                        either(can.flag("tools"), can.flag("function_calling")),
                        null,
                        can.flag("json_mode"),
                        can.flag("reasoning"),
                        can.flag("structured_outputs")))
                .note("type", record.text("type"))
                .note("embedding_dimensions", can.decimal("embedding.dimensions"));
        UNITLESS.apply(record, draft);
    }

    private static @Nullable Boolean either(@Nullable Boolean one, @Nullable Boolean other) {
        return Boolean.TRUE.equals(one) || other == null ? one : other;
    }
}
