package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceKind;

/** The public list of serverless models: dollars per token, input and output each under two names. */
final class Friendli {
    private Friendli() {}

    static Provider entry() {
        return Provider.of("friendli", "FriendliAI")
                .aliases("friendliai")
                .list("https://api.friendli.ai/serverless/v1", "/models")
                .reads(new OpenAiModels(
                                PriceField.of("pricing.input", PriceKind.INPUT, USD_PER_TOKEN),
                                PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_TOKEN),
                                PriceField.of("pricing.output", PriceKind.OUTPUT, USD_PER_TOKEN),
                                PriceField.of("pricing.completion", PriceKind.OUTPUT, USD_PER_TOKEN),
                                PriceField.of("pricing.input_cache_read", PriceKind.CACHE_READ, USD_PER_TOKEN),
                                PriceField.of("pricing.input_cache_write", PriceKind.CACHE_WRITE, USD_PER_TOKEN))
                        .and(RecordRule.keep("hugging_face_id", "license", "mode"))
                        .and(Friendli::readFacts))
                .references(ReferenceKeys.liteLlm("friendliai/"))
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }

    private static void readFacts(JsonRecord record, ModelDraft draft) {
        Capabilities declared = OpenAiModels.capabilities(record);
        draft.dates(record.instant("created"), record.instant("deprecation_date"))
                .capabilities(new Capabilities(
                        null,
                        record.flag("functionality.tool_call"),
                        declared.vision(),
                        null,
                        record.flag("reasoning"),
                        record.flag("functionality.structured_output")));
    }
}
