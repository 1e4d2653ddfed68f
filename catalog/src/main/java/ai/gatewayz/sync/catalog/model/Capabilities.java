package ai.gatewayz.sync.catalog.model;

import org.jspecify.annotations.Nullable;

/** What a model can do, as its provider declares it; null where the provider does not say. */
public record Capabilities(
        @Nullable Boolean streaming,
        @Nullable Boolean functionCalling,
        @Nullable Boolean vision,
        @Nullable Boolean jsonMode,
        @Nullable Boolean reasoning,
        @Nullable Boolean structuredOutputs) {
    /** The provider says nothing. */
    public static final Capabilities UNDECLARED = new Capabilities(null, null, null, null, null, null);
}
