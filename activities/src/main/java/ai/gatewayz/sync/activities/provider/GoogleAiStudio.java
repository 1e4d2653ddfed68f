package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.GoogleModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;

/** Google's list of the Gemini API. */
final class GoogleAiStudio {
    private GoogleAiStudio() {}

    static Provider entry() {
        return Provider.of("google-ai-studio", "Gemini API")
                .aliases("gemini")
                .list("https://generativelanguage.googleapis.com/v1beta", "/models?pageSize=1000")
                .credential(Credential.header("x-goog-api-key", "", "GEMINI_API_KEY", "GOOGLE_API_KEY"))
                .paging(Paging.token("nextPageToken", "pageToken"))
                .reads(Envelope.array("models"), new GoogleModels())
                .references(ReferenceKeys.both("google", "gemini/")
                        .idPrefix("models/")
                        .genaiPrices("google"))
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.DOCUMENTATION)
                .withoutPrices("The list quotes no price");
    }
}
