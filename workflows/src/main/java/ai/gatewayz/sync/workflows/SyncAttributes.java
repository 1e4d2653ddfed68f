package ai.gatewayz.sync.workflows;

import io.temporal.common.SearchAttributeKey;
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
}
