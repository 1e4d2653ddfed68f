package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.GoogleModels;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.provider.Tier;

/** Google's list of its own models at Vertex AI. */
final class GoogleVertex {
    private GoogleVertex() {}

    static Provider entry() {
        return Provider.of("google-vertex", "Google Vertex AI")
                .aliases("google", "vertex", "vertex-ai")
                .list(
                        "https://aiplatform.googleapis.com",
                        "/v1beta1/publishers/google/models?pageSize=100&view=PUBLISHER_MODEL_VIEW_FULL")
                .credential(Credential.bearer("GOOGLE_VERTEX_ACCESS_TOKEN"))
                .settingHeader("x-goog-user-project", "GOOGLE_CLOUD_PROJECT")
                .paging(Paging.token("nextPageToken", "pageToken"))
                .tier(Tier.HOURLY)
                .reads(Envelope.array("publisherModels"), new GoogleModels())
                .references(ReferenceKeys.modelsDev("google-vertex")
                        .plain("vertex_ai*")
                        .idPrefix("publishers/google/models/"))
                .liteLlmName("vertex_ai")
                .confirmedBy(Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS)
                .withoutPrices("The list quotes no price")
                .note(
                        "the key is an OAuth 2 access token, which expires within the hour, and calls are billed to the project in `GOOGLE_CLOUD_PROJECT`");
    }
}
