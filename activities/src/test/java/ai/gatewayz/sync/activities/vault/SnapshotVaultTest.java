package ai.gatewayz.sync.activities.vault;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.stage.CatalogFixture;
import ai.gatewayz.sync.activities.stage.SampleModels;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SnapshotVaultTest {
    private static final String SHA = CatalogFixture.SHA;
    private static final byte[] BODY = "{\"data\":[]}".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private SnapshotVault vault;
    private long provider;

    @BeforeEach
    void connect() {
        vault = new SnapshotVault(catalog.jdbi);
        provider = catalog.providers.find(CatalogFixture.SLUG).orElseThrow().id();
    }

    private void put(byte[] body, String sha, boolean dryRun) throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(body);
        }
        SnapshotRef ref = new SnapshotRef(sha, body.length, 2);
        vault.put(provider, ref, new ByteArrayInputStream(gzip.toByteArray()), gzip.size(), dryRun);
    }

    private byte[] read(String sha) throws IOException {
        try (InputStream in = vault.open(provider, sha).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    @Test
    void put_twice_keepsOneBody() throws IOException {
        put(BODY, SHA, false);
        List<String> before = catalog.rows("provider_snapshots");
        put(BODY, SHA, false);

        assertThat(catalog.rows("provider_snapshots")).isEqualTo(before);
        assertThat(read(SHA)).isEqualTo(BODY);
        assertThat(catalog.text("SELECT pages || ' ' || raw_bytes || ' ' || is_dry_run FROM provider_snapshots"))
                .isEqualTo("2 11 false");
    }

    @Test
    void open_isEmpty_whenTheBodyIsGone() throws IOException {
        put(BODY, SHA, false);
        assertThat(vault.open(provider, "cd".repeat(32))).isEmpty();
        assertThat(vault.open(provider + 1, SHA)).isEmpty();
    }

    @Test
    void discardDryRun_removesWhatOnlyADryRunWanted() throws IOException {
        put(BODY, SHA, true);
        assertThat(read(SHA)).isEqualTo(BODY);
        vault.discardDryRun(provider, SHA);
        assertThat(vault.open(provider, SHA)).isEmpty();
    }

    @Test
    void discardDryRun_keepsWhatARealRunWantsToo() throws IOException {
        put(BODY, SHA, true);
        put(BODY, SHA, false);
        vault.discardDryRun(provider, SHA);
        assertThat(read(SHA)).isEqualTo(BODY);

        put(BODY, SHA, true);
        vault.discardDryRun(provider, SHA);
        assertThat(read(SHA)).isEqualTo(BODY);
    }

    @Test
    void expire_removesOldBodiesButTheAppliedOne() throws IOException {
        catalog.sync(SampleModels.model("a"));
        String young = "01".repeat(32);
        String old = "02".repeat(32);
        for (String sha : List.of(SHA, young, old)) {
            put(BODY, sha, false);
        }
        catalog.jdbi.useHandle(handle -> handle.execute("UPDATE provider_snapshots SET fetched_at = now() -"
                + " interval '90 days 1 minute' WHERE encode(sha256, 'hex') <> '" + young + "'"));

        assertThat(vault.expire(90)).isEqualTo(1);
        assertThat(catalog.texts("SELECT encode(sha256, 'hex') FROM provider_snapshots ORDER BY 1"))
                .containsExactly(young, SHA);
    }

    @Test
    void put_takesABodyOf20Megabytes() throws IOException {
        byte[] body = new byte[20 * 1024 * 1024];
        new Random(7).nextBytes(body);
        put(body, SHA, false);
        assertThat(read(SHA)).isEqualTo(body);
    }
}
