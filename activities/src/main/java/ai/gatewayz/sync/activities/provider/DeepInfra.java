package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.activities.feed.FeatureWords.REASONING;
import static ai.gatewayz.sync.activities.feed.FeatureWords.VISION;
import static ai.gatewayz.sync.catalog.price.PriceKind.CACHE_READ;
import static ai.gatewayz.sync.catalog.price.PriceKind.INPUT;
import static ai.gatewayz.sync.catalog.price.PriceKind.OUTPUT;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import java.util.Set;

/** OpenAI's list with everything of its own below {@code metadata}, which is null for images, audio and retired models. */
final class DeepInfra {
    private DeepInfra() {}

    static Provider entry() {
        return Provider.of("deepinfra", "DeepInfra")
                .list("https://api.deepinfra.com", "/v1/openai/models")
                .credential(Credential.optionalBearer("DEEPINFRA_API_KEY"))
                .reads(new OpenAiModels(
                                PriceField.of("metadata.pricing.input_tokens", INPUT, USD_PER_MILLION_TOKENS),
                                PriceField.of("metadata.pricing.output_tokens", OUTPUT, USD_PER_MILLION_TOKENS),
                                PriceField.of("metadata.pricing.cache_read_tokens", CACHE_READ, USD_PER_MILLION_TOKENS))
                        .and(RecordRule.limits("metadata.context_length", "metadata.max_tokens"))
                        .and(RecordRule.features("metadata.tags", Set.of(VISION, REASONING)))
                        .and((record, draft) -> draft.description(record.text("metadata.description"))))
                .references(ReferenceKeys.both("deepinfra", "deepinfra/"))
                .confirmedBy(Evidence.RECORDED_BODY);
    }
}
