package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceKind.INPUT;
import static ai.gatewayz.sync.catalog.price.PriceKind.OUTPUT;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.provider.Tier;

/** The public list. Zero on a model that is not deprecated is how a free model is declared. */
final class Cerebras {
    private Cerebras() {}

    static Provider entry() {
        return Provider.of("cerebras", "Cerebras")
                .list("https://api.cerebras.ai", "/public/v1/models")
                .tier(Tier.HOURLY)
                .reads(new OpenAiModels(
                                PriceField.of("pricing.prompt", INPUT, USD_PER_TOKEN),
                                PriceField.of("pricing.completion", OUTPUT, USD_PER_TOKEN))
                        .and(RecordRule.limits("limits.max_context_length", "limits.max_completion_tokens"))
                        .and(Cerebras::readFacts))
                .references(ReferenceKeys.both("cerebras", "cerebras/").genaiPrices("cerebras"))
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }

    private static void readFacts(JsonRecord record, ModelDraft draft) {
        Boolean tools = record.flag("capabilities.tools");
        draft.capabilities(new Capabilities(
                record.flag("capabilities.streaming"),
                tools == null ? record.flag("capabilities.function_calling") : tools,
                record.flag("capabilities.vision"),
                record.flag("capabilities.json_mode"),
                record.flag("capabilities.reasoning"),
                record.flag("capabilities.structured_outputs")));
        draft.deprecation(record.flag("deprecated"), null);
        if (!record.isTrue("deprecated")) {
            RecordRule.freeIfZero("declared").apply(record, draft);
        }
    }
}
