package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.SyncKind;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.Workflow;
import java.util.List;

/** Search attributes of every run, so that lists can be filtered by provider, kind and outcome. */
public final class SyncAttributes {
    /** Provider slug, or {@code all}. */
    public static final SearchAttributeKey<String> PROVIDER = SearchAttributeKey.forKeyword("SyncProvider");
    /** {@code FULL} or {@code PRICES}. */
    public static final SearchAttributeKey<String> KIND = SearchAttributeKey.forKeyword("SyncKind");
    /** How the run ended, in lower case. */
    public static final SearchAttributeKey<String> OUTCOME = SearchAttributeKey.forKeyword("SyncOutcome");
    /** Models added, updated and delisted. */
    public static final SearchAttributeKey<Long> MODELS_CHANGED = SearchAttributeKey.forLong("ModelsChanged");

    /** Those of keyword type. */
    public static final List<String> KEYWORDS = List.of(PROVIDER.getName(), KIND.getName(), OUTCOME.getName());

    /** Those of integer type. */
    public static final List<String> INTEGERS = List.of(MODELS_CHANGED.getName());

    private SyncAttributes() {}

    /** What is known of a run when it starts; starters set it, so that the run need not. */
    public static SearchAttributes of(String provider, SyncKind kind) {
        return SearchAttributes.newBuilder()
                .set(PROVIDER, provider)
                .set(KIND, kind.name())
                .build();
    }

    /** Sets what the starter left out: runs started from the command line or the Web UI have none. */
    static void complete(String provider, SyncKind kind) {
        if (!Workflow.getTypedSearchAttributes().containsKey(PROVIDER)) {
            Workflow.upsertTypedSearchAttributes(PROVIDER.valueSet(provider), KIND.valueSet(kind.name()));
        }
    }
}
