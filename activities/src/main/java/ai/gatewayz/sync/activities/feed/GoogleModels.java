package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Google's two lists, of the Gemini API and of Vertex AI. Their ids are resource names ({@code models/…},
 * {@code publishers/google/models/…}), stored whole; the part after {@code models/} joins them with other providers.
 * Neither quotes prices.
 */
public final class GoogleModels implements RecordMapper {
    private static final String COLLECTION = "models/";

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        draft.id(record.text("name"))
                .name(record.firstText("displayName", "name"))
                .description(record.text("description"))
                .limits(record.count("inputTokenLimit"), record.count("outputTokenLimit"))
                .capabilities(new Capabilities(null, null, null, null, record.flag("thinking"), null))
                .note("version", record.firstText("version", "versionId"))
                .note("launch_stage", record.text("launchStage"))
                .note("open_source_category", record.text("openSourceCategory"))
                .note("methods", joined(OpenAiModels.firstWords(record, "supportedGenerationMethods")))
                .note("actions", joined(record.at("supportedActions").names()));
        int at = draft.id().lastIndexOf(COLLECTION);
        if (at >= 0) {
            draft.canonicalId(draft.id().substring(at + COLLECTION.length()));
        }
    }

    private static String joined(@Nullable List<String> words) {
        return words == null ? "" : String.join(", ", words.stream().sorted().toList());
    }
}
