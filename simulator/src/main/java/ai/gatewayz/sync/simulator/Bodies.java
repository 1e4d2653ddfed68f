package ai.gatewayz.sync.simulator;

import ai.gatewayz.sync.simulator.fault.Fault;
import ai.gatewayz.sync.simulator.wire.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where answers come from: an invented catalog or a folder of recordings. */
interface Bodies {
    /** The slugs that have an answer, feeds not included. */
    List<String> slugs();

    /** Distinct models of a provider; 0 for an unknown one. */
    int modelCount(String slug);

    /**
     * The answer to a request.
     *
     * @param path the part after the slug, e.g. {@code /v1/models}
     * @param fault what to change about the models, or null
     */
    Body body(String slug, String path, Query query, @Nullable Fault fault);
}
