package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.activities.feed.FeatureWords.JSON;
import static ai.gatewayz.sync.activities.feed.FeatureWords.REASONING;
import static ai.gatewayz.sync.activities.feed.FeatureWords.STRUCTURED;
import static ai.gatewayz.sync.activities.feed.FeatureWords.TOOLS;

import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.RecordRule;
import java.util.Set;

/** OpenAI's list with details, whose prices have no declared unit. */
final class Anannas {
    private Anannas() {}

    static Provider entry() {
        return Provider.of("anannas", "Anannas")
                .list("https://api.anannas.ai/v1", "/models?details=true")
                .credential(Credential.bearer("ANANNAS_API_KEY"))
                .reads(new OpenAiModels()
                        .and(RecordRule.limits("context_window", "max_output"))
                        .and(RecordRule.features("supported_parameters", Set.of(TOOLS, JSON, REASONING, STRUCTURED)))
                        .and(RecordRule.undeclaredUnit("pricing.input", "pricing.output")))
                .confirmedBy(Evidence.FORMER_CLIENT)
                .withoutPrices("Prices have no declared unit; they are kept as text and never converted");
    }
}
