package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.migrations.DatabaseUrl;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;

/** Adds the routes of the catalog, and what keeps their cache fresh. */
public final class ModelRoutes {
    private ModelRoutes() {}

    /** Listens to the database for news with a connection of its own. */
    public static void register(
            Environment environment,
            ModelQueries models,
            RenderedCache cache,
            ProviderDirectory directory,
            DatabaseUrl database) {
        environment.jersey().register(new ModelsResource(models, cache, directory));
        environment.jersey().register(new OpenAiModelsResource(models, cache, directory));
        AnswersAhead ahead = new AnswersAhead(models, cache);
        environment.lifecycle().manage(new AutoCloseableManager(ahead));
        GenerationWatch watch = new GenerationWatch(database, cache, ahead::moved);
        watch.start();
        environment.lifecycle().manage(new AutoCloseableManager(watch));
    }
}
