package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;

/** OpenAI's list with addresses as ids. */
final class Clarifai {
    private Clarifai() {}

    static Provider entry() {
        return Provider.of("clarifai", "Clarifai")
                .list("https://api.clarifai.com/v2/ext/openai/v1", "/models")
                .credential(Credential.bearer("CLARIFAI_API_KEY"))
                .reads(new OpenAiModels())
                .references(ReferenceKeys.modelsDev("clarifai").idPrefix("https://clarifai.com/"))
                .confirmedBy(Evidence.FORMER_CLIENT)
                .withoutPrices("The list quotes no price");
    }
}
