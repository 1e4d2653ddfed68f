package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.activities.feed.FeatureWords.REASONING;
import static ai.gatewayz.sync.activities.feed.FeatureWords.STRUCTURED;
import static ai.gatewayz.sync.activities.feed.FeatureWords.TOOLS;
import static ai.gatewayz.sync.activities.feed.FeatureWords.VISION;
import static ai.gatewayz.sync.catalog.price.PriceKind.INPUT;
import static ai.gatewayz.sync.catalog.price.PriceKind.OUTPUT;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_E10_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import java.util.Set;

/** OpenAI's list of text models in ten-thousandths of a dollar per million tokens; zero means that nothing is charged, but no model is marked as free. */
final class Novita {
    private Novita() {}

    static Provider entry() {
        return Provider.of("novita", "Novita")
                .aliases("novitaai")
                .list("https://api.novita.ai", "/openai/v1/models")
                .credential(Credential.optionalBearer("NOVITA_API_KEY"))
                .reads(new OpenAiModels(
                                PriceField.of("input_token_price_per_m", INPUT, USD_E10_PER_TOKEN),
                                PriceField.of("output_token_price_per_m", OUTPUT, USD_E10_PER_TOKEN))
                        .and(RecordRule.freeIfZero("zero_price"))
                        .and(RecordRule.limits("context_size", "max_output_tokens"))
                        .and(RecordRule.features("features", Set.of(TOOLS, VISION, REASONING, STRUCTURED)))
                        .and(RecordRule.keep("model_type"))
                        .and(RecordRule.offeredIf("status", "1")))
                .references(ReferenceKeys.both("novita-ai", "novita/"))
                .confirmedBy(Evidence.RECORDED_BODY);
    }
}
