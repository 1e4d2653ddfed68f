package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceKind;

/** The public list of IO Intelligence: dollars per token at the top of each record. */
final class IoNet {
    private IoNet() {}

    static Provider entry() {
        return Provider.of("io-net", "io.net")
                .aliases("io-intelligence")
                .list("https://api.intelligence.io.solutions/api/v1", "/models")
                .reads(new OpenAiModels(
                                PriceField.of("input_token_price", PriceKind.INPUT, USD_PER_TOKEN),
                                PriceField.of("output_token_price", PriceKind.OUTPUT, USD_PER_TOKEN),
                                PriceField.of("cache_read_token_price", PriceKind.CACHE_READ, USD_PER_TOKEN))
                        .and(RecordRule.limits("context_window", "max_tokens"))
                        .and(IoNet::readFacts))
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }

    private static void readFacts(JsonRecord record, ModelDraft draft) {
        Capabilities declared = OpenAiModels.capabilities(record);
        draft.capabilities(new Capabilities(
                null, record.flag("supports_tools"), declared.vision(), null, record.flag("supports_reasoning"), null));
    }
}
