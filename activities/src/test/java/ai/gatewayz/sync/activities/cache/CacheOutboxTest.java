package ai.gatewayz.sync.activities.cache;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.migrations.CatalogDatabase;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which tags a change becomes, and when, in a real PostgreSQL. */
@ExtendWith(CatalogDatabase.class)
final class CacheOutboxTest {
    private static final String RUN = "catalog-sync-1";
    private static final String ALONE = "provider-sync:groq";

    private Jdbi jdbi;
    private CacheOutbox outbox;

    @BeforeEach
    void start(DataSource database) {
        jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        outbox = new CacheOutbox(jdbi);
        outbox.register(List.of());
    }

    private void commit(String job, String provider, String type, String... ids) {
        ChangeFeed.commit(jdbi, job, provider, type, ids);
    }

    private List<String> tags() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT array_to_string(tags, ' ') || '|' || is_catalog_wide FROM cache_invalidations ORDER BY id")
                .mapTo(String.class)
                .list());
    }

    @Test
    void priceChange_invalidatesGatewayAndModel_andListsWithoutTheirTags() {
        commit(ALONE, "groq", "price.changed", "meta/llama");
        outbox.collect(true);

        assertThat(tags()).containsExactly("models:gateway:groq model:meta/llama model:llama|false", "|true");
    }

    @Test
    void approvedPrice_isToldOnTheTimer() {
        commit("operator:admin", "groq", "price.changed", "meta/llama");
        outbox.collect(false);

        assertThat(tags()).containsExactly("models:gateway:groq model:meta/llama model:llama|false", "|true");
    }

    @Test
    void catalogWideTags_areOncePerRun() {
        commit(RUN, "groq", "model.added", "a");
        outbox.collect(false);
        commit(RUN, "xai", "model.delisted", "b");
        outbox.collect(false);
        assertThat(tags()).containsExactly("models:gateway:groq model:a|false", "models:gateway:xai model:b|false");
        outbox.collect(false);
        assertThat(tags()).hasSize(2);
        outbox.collect(true);
        outbox.collect(true);

        assertThat(tags())
                .containsExactly(
                        "models:gateway:groq model:a|false",
                        "models:gateway:xai model:b|false",
                        "models:all models:search rankings|true");
    }

    @Test
    void catalogWideTags_ofARunThatDied_followOnTheTimer() {
        commit(RUN, "groq", "model.added", "a");
        outbox.collect(false);
        jdbi.useHandle(handle -> handle.execute("UPDATE cache_feed SET wide_since = now() - interval '11 minutes'"));
        outbox.collect(false);

        assertThat(tags())
                .containsExactly("models:gateway:groq model:a|false", "models:all models:search rankings|true");
    }

    @Test
    void degradedProvider_isToldOnTheTimer_heldPriceIsNot() {
        commit(ALONE, "groq", "price.held", "a");
        commit(ALONE, "groq", "provider.degraded", "x");
        outbox.collect(false);

        assertThat(tags()).containsExactly("models:all models:search rankings|true");
    }

    @Test
    void largeSync_isCutIntoParts() {
        commit(
                ALONE,
                "groq",
                "model.updated",
                IntStream.range(0, 2500).mapToObj(i -> "m" + i).toArray(String[]::new));
        outbox.collect(true);

        List<Integer> sizes = jdbi.withHandle(
                handle -> handle.createQuery("SELECT cardinality(tags) FROM cache_invalidations ORDER BY id")
                        .mapTo(Integer.class)
                        .list());
        assertThat(sizes).containsExactly(1000, 1000, 501, 0);
    }
}
