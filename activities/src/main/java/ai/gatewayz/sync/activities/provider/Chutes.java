package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceKind.CACHE_READ;
import static ai.gatewayz.sync.catalog.price.PriceKind.INPUT;
import static ai.gatewayz.sync.catalog.price.PriceKind.OUTPUT;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordRule;

/** OpenAI's list in dollars per million tokens, where zero means that nothing is charged. {@code price} and {@code chutes_pricing} say the same again, in dollars and in TAO. */
final class Chutes {
    private Chutes() {}

    static Provider entry() {
        return Provider.of("chutes", "Chutes")
                .list("https://llm.chutes.ai/v1", "/models")
                .reads(new OpenAiModels(
                                PriceField.of("pricing.prompt", INPUT, USD_PER_MILLION_TOKENS),
                                PriceField.of("pricing.completion", OUTPUT, USD_PER_MILLION_TOKENS),
                                PriceField.of("pricing.input_cache_read", CACHE_READ, USD_PER_MILLION_TOKENS))
                        .and(RecordRule.freeIfZero("zero_price"))
                        .and(RecordRule.known("price", "chutes_pricing"))
                        .and(RecordRule.keep("quantization", "confidential_compute")))
                .confirmedBy(Evidence.RECORDED_BODY);
    }
}
