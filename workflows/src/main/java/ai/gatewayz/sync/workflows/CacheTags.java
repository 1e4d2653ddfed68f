package ai.gatewayz.sync.workflows;

import java.util.List;

/** Names of what caches hold, for targeted invalidation. */
public final class CacheTags {
    /** Lists of the whole catalog. */
    public static final String ALL = "models:all";
    /** Search results. */
    public static final String SEARCH = "models:search";
    /** Rankings. */
    public static final String RANKINGS = "rankings";
    /** What a new, removed or unavailable model makes stale beyond its own pages. */
    public static final List<String> CATALOG_WIDE = List.of(ALL, SEARCH, RANKINGS);

    /** How tags of one gateway begin. */
    public static final String GATEWAY = "models:gateway:";
    /** How tags of one model begin. */
    public static final String MODEL = "model:";

    private CacheTags() {}

    /** Everything of one provider. */
    public static String gateway(String slug) {
        return GATEWAY + slug;
    }

    /** One model's page. In a header tags are separated by blanks, so ids lose whatever is not printable ASCII. */
    public static String model(String modelId) {
        return MODEL + modelId.replaceAll("[^\\x21-\\x7e]", "_");
    }
}
