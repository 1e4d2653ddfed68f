package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.api.models.ModelQueries;
import ai.gatewayz.sync.api.models.RenderedCache;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import org.jdbi.v3.core.Jdbi;

/** Adds the routes of exports. */
public final class ExportRoutes {
    private ExportRoutes() {}

    /** Over a database and the catalog that readers see. */
    public static void register(JerseyEnvironment jersey, Jdbi jdbi, ModelQueries models, RenderedCache cache) {
        jersey.register(new ExportsResource(new CatalogExports(jdbi), models, cache));
    }
}
