package ai.gatewayz.sync.activities.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.activities.vault.SnapshotVault;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies in a real vault against rows in a real ledger. */
@ExtendWith(CatalogDatabase.class)
final class SnapshotReplayTest {
    private static final String SHA = "cd".repeat(32);
    private static final String BODY = """
            {"data": [{"id": "orb", "pricing": {"prompt": "0.000001", "completion": "0.000002"}},
                      {"id": "sun", "pricing": {"prompt": "0.000003", "completion": "0.000004"}}]}
            """;

    private Jdbi jdbi;
    private SnapshotReplay replay;
    private long openrouter;

    @BeforeEach
    void open(DataSource database) throws IOException {
        jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        ProviderStore providers = new ProviderStore(jdbi);
        providers.register(Providers.all());
        openrouter = providers.find("openrouter").orElseThrow().id();
        StoredCatalog catalog = StoredCatalog.in(database);
        replay = new SnapshotReplay(new ProviderRegistry(Providers.all()), catalog.history(), catalog.vault());
        put(SHA, BODY);
        record("orb", "0.000001", "provider:openrouter");
    }

    private void put(String sha, String body) throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        new SnapshotVault(jdbi)
                .put(
                        openrouter,
                        new SnapshotRef(sha, body.length(), 1),
                        new ByteArrayInputStream(gzip.toByteArray()),
                        gzip.size(),
                        false);
    }

    private void record(String id, String input, String source) {
        String components = "[{\"kind\": \"input\", \"unit\": \"token\", \"usd\": \"" + input
                + "\", \"raw\": \"x\", \"condition\": {}}, {\"kind\": \"output\", \"unit\": \"token\", \"usd\":"
                + " \"0.000002\", \"raw\": \"y\", \"condition\": {}}]";
        jdbi.useHandle(handle -> handle.createUpdate("""
                        WITH model AS (
                            INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, modality,
                                content_hash)
                            VALUES (:provider, :id, :id, :id, 'text->text', '') RETURNING id
                        )
                        INSERT INTO model_pricing_history (model_id, change_kind, pricing_state, components, valid_from,
                            changed_by, job_id, fence, snapshot_sha256, transformer_version, generation)
                        SELECT id, 'first', 'priced', :components::jsonb, now(), :source, 'job', 1, decode(:sha, 'hex'), 1, 1
                        FROM model
                        """)
                .bind("provider", openrouter)
                .bind("id", id)
                .bind("components", components)
                .bind("source", source)
                .bind("sha", SHA)
                .execute());
    }

    @Test
    void pricesThatAreReadAsTheyWere_areClean() {
        SnapshotReplay.Report report = replay.run(Instant.EPOCH, slug -> true);

        assertThat(report.isClean()).isTrue();
        assertThat(report.snapshots()).isEqualTo(1);
        assertThat(report.prices()).isEqualTo(1);
    }

    @Test
    void pricesThatWouldDiffer_areShownWithBothValues() {
        record("sun", "0.000030", "provider:openrouter");
        record("moon", "0.000001", "provider:openrouter");
        record("mars", "0.000001", "reference:litellm");

        SnapshotReplay.Report report = replay.run(Instant.EPOCH, slug -> true);

        assertThat(report.prices()).isEqualTo(3);
        assertThat(report.differences())
                .containsExactly(
                        new SnapshotReplay.Difference(
                                "openrouter",
                                "moon",
                                SHA,
                                "priced: input/token 0.000001, output/token 0.000002",
                                "not in the list"),
                        new SnapshotReplay.Difference(
                                "openrouter",
                                "sun",
                                SHA,
                                "priced: input/token 0.00003, output/token 0.000002",
                                "priced: input/token 0.000003, output/token 0.000004"));
    }

    @Test
    void bodiesThatCannotBeReadAnyMore_areNamed() throws IOException {
        put("ef".repeat(32), "{\"data\": 1}");

        SnapshotReplay.Report report = replay.run(Instant.EPOCH, slug -> true);

        assertThat(report.unreadable())
                .containsExactly("openrouter efefefefefef: `data` is VALUE_NUMBER_INT, not an array");
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void otherProvidersAndEarlierBodies_areLeftOut() {
        assertThat(replay.run(Instant.EPOCH, "groq"::equals).snapshots()).isZero();
        assertThat(replay.run(Instant.now().plusSeconds(60), slug -> true).snapshots())
                .isZero();
    }
}
