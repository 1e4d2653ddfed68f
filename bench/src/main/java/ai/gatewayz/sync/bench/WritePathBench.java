package ai.gatewayz.sync.bench;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.activities.runs.RunRef;
import ai.gatewayz.sync.activities.stage.ApplyRequest;
import ai.gatewayz.sync.activities.stage.CatalogStore;
import ai.gatewayz.sync.activities.stage.Comparison;
import ai.gatewayz.sync.activities.stage.StageStore;
import ai.gatewayz.sync.activities.stage.StagedDifferences;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import ai.gatewayz.sync.workflows.model.StagedRef;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.TransformReport;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Stage, compare and apply one provider's models without network, JSON or Temporal, beside the least SQL can do. */
final class WritePathBench {
    private static final String PROVIDER = "featherless";

    private final Jdbi jdbi;
    private final int models;
    private final int repetitions;
    private final long providerId;
    private final Provider provider;
    private int variant;

    WritePathBench(Jdbi jdbi, int models, int repetitions) {
        this.jdbi = jdbi;
        this.models = models;
        this.repetitions = repetitions;
        providerId = new ProviderStore(jdbi).find(PROVIDER).orElseThrow().id();
        provider = new ProviderRegistry(Providers.all()).find(PROVIDER).orElseThrow();
    }

    List<String> run() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| write path alone, " + models + " models of one provider | median ms | floor ms | ratio |");
        lines.add("|---|---|---|---|");
        try {
            apply(feed(0, 1));
            // What autovacuum does within a minute; the measured part is over before.
            jdbi.useHandle(handle -> handle.execute("VACUUM ANALYZE"));
            for (int i = 0; i < 2 * repetitions; i++) {
                apply(feed(0, 1)); // warm-up of code and plans
                new WriteFloor(jdbi, providerId).run(0);
            }
            lines.add(line("unchanged", 0, 1));
            lines.add(line("5 % changed by a tenth at most", 5, 1));
            lines.add(line("5 % changed a hundredfold: all held", 5, 100));
        } catch (SQLException e) {
            throw new IllegalStateException("the write path failed", e);
        }
        return lines;
    }

    private String line(String what, int percent, int times) throws IOException, SQLException {
        long[] ours = new long[repetitions];
        long[] floor = new long[repetitions];
        for (int i = 0; i < repetitions; i++) {
            SyntheticFeed feed = feed(percent, times);
            long start = System.nanoTime();
            apply(feed);
            ours[i] = System.nanoTime() - start;
            start = System.nanoTime();
            new WriteFloor(jdbi, providerId).run(percent == 0 ? 0 : models * percent / 100);
            floor[i] = System.nanoTime() - start;
        }
        long median = median(ours);
        long least = median(floor);
        return "| %s | %d | %d | %d.%02d |"
                .formatted(what, median / 1_000_000, least / 1_000_000, median / least, median * 100 / least % 100);
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** Never twice the same changed price, and none further than a tenth from {@code times} the usual one. */
    private SyntheticFeed feed(int percent, int times) {
        variant = variant % 100 + 1;
        return new SyntheticFeed(models, percent, times * (SyntheticFeed.USUAL_PRICE + variant));
    }

    private void apply(SyntheticFeed feed) throws IOException, SQLException {
        long fence = new ProviderStore(jdbi).nextFence();
        long base = new ProviderStore(jdbi).find(PROVIDER).orElseThrow().appliedFence();
        String key = UUID.randomUUID().toString();
        Comparison list = new Comparison(providerId, key, provider, feed, SyncKind.FULL, 1);
        StagedDifferences result = new StageStore(jdbi).compare(list, InputStream.nullInputStream(), () -> {});
        TransformReport transform = new TransformReport(
                new StagedRef(key, result.rows(), base),
                result.counts(),
                result.skipReasons(),
                result.verdict(),
                0,
                result.missing());
        new CatalogStore(jdbi)
                .apply(new ApplyRequest(
                        providerId,
                        new ProviderSyncRequest(PROVIDER, SyncKind.FULL, false, "bench", null, true),
                        new RunRef("bench", key, PROVIDER),
                        new SnapshotRef("00".repeat(32), 0, 1),
                        transform,
                        fence,
                        StageStore.TRANSFORMER_VERSION,
                        0,
                        System.currentTimeMillis()));
    }
}
