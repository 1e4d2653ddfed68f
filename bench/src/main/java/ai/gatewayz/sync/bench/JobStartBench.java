package ai.gatewayz.sync.bench;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.api.ApiSettings;
import ai.gatewayz.sync.api.SyncApi;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long the API takes to start a job and answer, without waiting for the job. */
final class JobStartBench {
    private static final String KEY = "bench-Zt5xKw2pQm7-key";
    private static final int WARM_UP = 100;
    private static final int LONG_ENOUGH_SECONDS = 20;

    private final URI api;
    private final int starts;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> slugs = Providers.all().stream()
            .filter(Provider::isSupported)
            .map(Provider::toString)
            .toList();

    private JobStartBench(int port, int starts) {
        this.api = URI.create("http://127.0.0.1:" + port);
        this.starts = starts;
    }

    /** Two table rows: starts with nothing else to do, and starts as fast as they are answered. */
    static List<String> run(String mode, String databaseUrl, TemporalConnection temporal, int starts) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("DATABASE_URL", databaseUrl);
        environment.put("ADMIN_API_KEY", KEY);
        environment.put("RATE_LIMIT_CHANGES", "0");
        try (SyncApi api = SyncApi.start(ApiSettings.from(new EnvironmentReader(environment)), temporal)) {
            JobStartBench bench = new JobStartBench(api.port(), starts);
            return List.of(bench.row(mode + ", nothing else running", true), bench.row(mode + ", back to back", false));
        }
    }

    /**
     * Starts jobs and sorts how long that took.
     *
     * @param alone whether each job is waited for before the next one is started, so that a start is not measured in the
     *     queue behind earlier jobs' work
     */
    private String row(String mode, boolean alone) {
        for (int i = 0; i < WARM_UP; i++) {
            start(i, 0);
        }
        long[] micros = new long[starts];
        for (int i = 0; i < starts; i++) {
            long before = System.nanoTime();
            start(i, 0);
            micros[i] = (System.nanoTime() - before) / 1000;
            if (alone) {
                start(i, LONG_ENOUGH_SECONDS); // joins the job and is answered at its end
            }
        }
        Arrays.sort(micros);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f | %.1f |",
                mode,
                starts,
                millis(micros, 50),
                millis(micros, 95),
                millis(micros, 99),
                micros[starts - 1] / 1000.0);
    }

    private static double millis(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1000.0;
    }

    /** One provider after the other, so that most starts begin a run instead of joining one. */
    private void start(int number, int waitSeconds) {
        String slug = slugs.get(number % slugs.size());
        HttpRequest request = HttpRequest.newBuilder(
                        api.resolve("/admin/model-sync/provider/" + slug + "?wait=" + waitSeconds))
                .header("Authorization", "Bearer " + KEY)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != (waitSeconds == 0 ? 202 : 200)) {
                throw new IllegalStateException("a start of " + slug + " was answered with " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
