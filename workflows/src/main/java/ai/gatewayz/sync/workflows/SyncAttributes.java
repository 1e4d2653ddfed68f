package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Objects;

/** Search attributes of every run, so that lists can be filtered, and readers need no words of a summary. */
public final class SyncAttributes {
    /** Provider slug, or {@code all}. */
    public static final SearchAttributeKey<String> PROVIDER = SearchAttributeKey.forKeyword("SyncProvider");
    /** {@code FULL} or {@code PRICES}. */
    public static final SearchAttributeKey<String> KIND = SearchAttributeKey.forKeyword("SyncKind");
    /** Whether it changes nothing. */
    public static final SearchAttributeKey<Boolean> DRY_RUN = SearchAttributeKey.forBoolean("SyncDryRun");
    /** The key of a {@link SyncTrigger}. */
    public static final SearchAttributeKey<String> TRIGGER = SearchAttributeKey.forKeyword("SyncTrigger");
    /** How the run ended, in lower case. */
    public static final SearchAttributeKey<String> OUTCOME = SearchAttributeKey.forKeyword("SyncOutcome");
    /** Models added, updated and delisted. */
    public static final SearchAttributeKey<Long> MODELS_CHANGED = SearchAttributeKey.forLong("ModelsChanged");

    /** All that a namespace must know. */
    public static final List<SearchAttributeKey<?>> ALL =
            List.of(PROVIDER, KIND, DRY_RUN, TRIGGER, OUTCOME, MODELS_CHANGED);

    private static final String EVERY_PROVIDER = "all";
    private static final String CHANGE = "dry-run-and-trigger-attributes";

    private SyncAttributes() {}

    /** All of them as Temporal's command line takes them, such as {@code SyncDryRun=Bool}. */
    public static List<String> declarations() {
        return ALL.stream().map(key -> key.getName() + "=" + typeName(key)).toList();
    }

    private static String typeName(SearchAttributeKey<?> key) {
        IndexedValueType type = key.getValueType();
        return switch (type) {
            case INDEXED_VALUE_TYPE_KEYWORD -> "Keyword";
            case INDEXED_VALUE_TYPE_INT -> "Int";
            case INDEXED_VALUE_TYPE_BOOL -> "Bool";
            default -> throw new IllegalArgumentException("no attribute of ours is of type " + type);
        };
    }

    /** What is known of a catalog sync when it starts; starters set it, so that the run need not. */
    public static SearchAttributes of(CatalogSyncRequest request) {
        return of(EVERY_PROVIDER, request.kind(), request.dryRun(), request.trigger());
    }

    /** What is known of a provider's sync when it starts. */
    public static SearchAttributes of(ProviderSyncRequest request) {
        return of(request.provider(), request.kind(), request.dryRun(), request.trigger());
    }

    private static SearchAttributes of(String provider, SyncKind kind, boolean dryRun, SyncTrigger trigger) {
        return SearchAttributes.newBuilder()
                .set(PROVIDER, provider)
                .set(KIND, kind.name())
                .set(DRY_RUN, dryRun)
                .set(TRIGGER, trigger.key())
                .build();
    }

    /**
     * Makes the attributes of this run say what its request says, whatever the starter set: runs that are started from the
     * command line or the Web UI have none.
     */
    static void complete(SearchAttributes wanted) {
        SearchAttributes told = Workflow.getTypedSearchAttributes();
        if (is(told, wanted, PROVIDER)
                && is(told, wanted, KIND)
                && is(told, wanted, DRY_RUN)
                && is(told, wanted, TRIGGER)) {
            return;
        }
        if (Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) > 0) {
            Workflow.upsertTypedSearchAttributes(
                    PROVIDER.valueSet(value(wanted, PROVIDER)),
                    KIND.valueSet(value(wanted, KIND)),
                    DRY_RUN.valueSet(value(wanted, DRY_RUN)),
                    TRIGGER.valueSet(value(wanted, TRIGGER)));
        } else if (!told.containsKey(PROVIDER)) {
            Workflow.upsertTypedSearchAttributes(
                    PROVIDER.valueSet(value(wanted, PROVIDER)), KIND.valueSet(value(wanted, KIND)));
        }
    }

    private static <T> boolean is(SearchAttributes told, SearchAttributes wanted, SearchAttributeKey<T> key) {
        return Objects.equals(told.get(key), wanted.get(key));
    }

    private static <T> T value(SearchAttributes wanted, SearchAttributeKey<T> key) {
        return Objects.requireNonNull(wanted.get(key));
    }
}
