package ai.gatewayz.sync.bench;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.store.ProviderStore;
import ai.gatewayz.sync.activities.store.StageStore;
import ai.gatewayz.sync.activities.transform.ListTransform;
import ai.gatewayz.sync.simulator.ProviderFleet;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** From a body in memory to staged differences, on one thread: parsing, hashing and the comparison with the catalog. */
final class TransformBench {
    /** Those with the longest lists, in two quite different shapes. */
    static final String[] PROVIDERS = {"featherless", "openrouter"};

    private final Jdbi jdbi;
    private final ProviderFleet fleet;
    private final int repetitions;

    TransformBench(Jdbi jdbi, ProviderFleet fleet, int repetitions) {
        this.jdbi = jdbi;
        this.fleet = fleet;
        this.repetitions = repetitions;
    }

    /** One table row; the provider has been synced before, so that nothing differs. */
    String row(String slug) throws IOException {
        Provider provider = Providers.all().stream()
                .filter(p -> p.slug().value().equals(slug))
                .findFirst()
                .orElseThrow();
        ModelFeed feed = Objects.requireNonNull(provider.feed());
        byte[] body = body(provider.listUri(fleet.baseUrl(slug)));
        long id = new ProviderStore(jdbi).find(slug).orElseThrow().id();
        long[] nanos = new long[2 * repetitions];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            transform(id, feed, body);
            nanos[i] = System.nanoTime() - start;
        }
        long[] warm = Arrays.copyOfRange(nanos, repetitions, nanos.length);
        Arrays.sort(warm);
        double seconds = warm[warm.length / 2] / 1e9;
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.0f | %.0f |",
                slug,
                body.length / 1e6,
                seconds * 1e3,
                body.length / 1e6 / seconds);
    }

    private void transform(long id, ModelFeed feed, byte[] body) throws IOException {
        try {
            long rows = new StageStore(jdbi)
                    .stage(id, UUID.randomUUID().toString(), (stage, stored) -> new ListTransform(
                                    stage, stored, SyncKind.FULL, () -> {})
                            .run(feed, new ByteArrayInputStream(body), 1))
                    .rows();
            if (rows != 0) {
                throw new IllegalStateException(rows + " models differ from what was synced");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the transform failed", e);
        }
    }

    private static byte[] body(URI list) throws IOException {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
