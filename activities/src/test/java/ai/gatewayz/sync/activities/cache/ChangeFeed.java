package ai.gatewayz.sync.activities.cache;

import org.jdbi.v3.core.Jdbi;

/** Writes changes to the feed as the write path does. */
final class ChangeFeed {
    private ChangeFeed() {}

    /** Commits the next generation, which is returned, with an event for each model. */
    static long commit(Jdbi jdbi, String job, String provider, String type, String... ids) {
        return jdbi.inTransaction(handle -> {
            long generation = handle.createQuery(
                            "UPDATE catalog_generation SET generation = generation + 1 RETURNING generation")
                    .mapTo(Long.class)
                    .one();
            for (String id : ids) {
                handle.createUpdate("INSERT INTO change_events (type, provider_slug, provider_model_id, model_id,"
                                + " generation, job_id) VALUES (:type, :slug, :id, :model, :generation, :job)")
                        .bind("type", type)
                        .bind("slug", provider)
                        .bind("id", id)
                        .bind("model", id.substring(id.indexOf('/') + 1))
                        .bind("generation", generation)
                        .bind("job", job)
                        .execute();
            }
            return generation;
        });
    }
}
