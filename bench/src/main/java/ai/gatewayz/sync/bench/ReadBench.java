package ai.gatewayz.sync.bench;

import ai.gatewayz.sync.bench.ReadLoad.Latencies;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/** What readers get: the API beside nginx with the same bytes, in turns, so that both have the same machine. */
final class ReadBench {
    private static final String WHOLE = "/models?gateway=all&limit=50000";
    private static final String GZIP = "Accept-Encoding: gzip\r\n";
    private static final Duration TURN = Duration.ofSeconds(3);
    private static final int PER_SECOND = 200;
    private static final int PACED = 4_000;
    private static final int SEARCHES = 600;
    private static final int QUOTES = 10_000;
    private static final int QUOTED_MODELS = 2_000;
    private static final Pattern UNPRICED = Pattern.compile("\"unpriced\":([0-9]+)}$");
    private static final Duration SETTLED = Duration.ofSeconds(4);

    private final PrintStream out;
    private final Jdbi jdbi;
    private final Sync sync;
    private final ReadServers servers;
    private final int rounds;
    private final List<Model> models;

    /**
     * A model that is asked for.
     *
     * @param isPriced whether its tokens have a price; of a list that is paid for by the month none has
     */
    private record Model(String slug, String id, String name, boolean isPriced) {
        String path() {
            return "/models/" + slug + "/" + id;
        }
    }

    /** A sync of all providers after some of their models have changed. */
    interface Sync {
        void of(int percent);
    }

    private ReadBench(PrintStream out, Jdbi jdbi, Sync sync, ReadServers servers, int rounds) {
        this.out = out;
        this.jdbi = jdbi;
        this.sync = sync;
        this.servers = servers;
        this.rounds = rounds;
        models = jdbi.withHandle(handle -> handle.createQuery("""
                                SELECT p.slug, m.provider_model_id, m.model_name,
                                       s.price_per_input_token IS NOT NULL AND s.price_per_output_token IS NOT NULL AS is_priced
                                FROM catalog_models m
                                JOIN providers p ON p.id = m.provider_id
                                JOIN model_pricing s ON s.model_id = m.id
                                WHERE m.is_active AND m.provider_model_id ~ '^[A-Za-z0-9/._-]+$' ORDER BY md5(m.id::text)
                                """)
                .map((row, context) -> new Model(
                        row.getString("slug"),
                        row.getString("provider_model_id"),
                        row.getString("model_name"),
                        row.getBoolean("is_priced")))
                .list());
    }

    /** Fills a catalog and prints the table. */
    static void run(PrintStream out, SyncRig rig, Path folder, int rounds) throws IOException {
        rig.measure(() -> {});
        try (ReadServers servers = new ReadServers(folder, rig.databaseUrl())) {
            Sync sync = percent -> rig.measure(() -> rig.changePercent(percent));
            new ReadBench(out, rig.jdbi(), sync, servers, rounds).table();
        }
    }

    private void table() throws IOException {
        byte[] whole = ReadClient.body(servers.api(), ReadClient.get(WHOLE));
        byte[] one = ReadClient.body(servers.api(), ReadClient.get(models.get(0).path()));
        Optional<Integer> nginx = servers.nginx(Map.of("whole.json", whole, "one.json", one));
        if (nginx.isEmpty()) {
            out.println("nginx is not installed: its column stays empty");
            out.println();
        }
        out.printf(
                Locale.ROOT,
                "| reads, %d models, %.1f MB | API | nginx | wanted |%n",
                models.size(),
                whole.length / 1e6);
        out.println("|---|---|---|---|");
        throughput("whole list, answers/s", ReadClient.get(WHOLE), nginx, ReadClient.get("/whole.json"));
        throughput(
                "whole list gzipped, answers/s",
                ReadClient.get(WHOLE, GZIP),
                nginx,
                ReadClient.get("/whole.json", GZIP));
        oneModel(nginx);
        notModified(nginx);
        search();
        pages();
        afterAChange();
        quotes();
        new StreamBench(jdbi, servers.api()).rows().forEach(out::println);
        besideASync();
        row("heap in use after all this, MiB", String.valueOf(servers.usedHeap()), "", "≤ 256, which is all it has");
    }

    private void row(String what, String ours, String theirs, String wanted) {
        out.println("| " + what + " | " + ours + " | " + theirs + " | " + wanted + " |");
        out.flush();
    }

    private void throughput(String what, byte[] request, Optional<Integer> nginx, byte[] file) throws IOException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        ReadLoad.rate(servers.api(), request, TURN);
        for (int i = 0; i < rounds; i++) {
            ours.add(ReadLoad.rate(servers.api(), request, TURN));
            if (nginx.isPresent()) {
                theirs.add(ReadLoad.rate(nginx.orElseThrow(), file, TURN));
            }
        }
        List<Double> ratios = IntStream.range(0, theirs.size())
                .mapToObj(i -> ours.get(i) / theirs.get(i))
                .toList();
        row(
                what,
                number(median(ours)) + (ratios.isEmpty() ? "" : String.format(Locale.ROOT, ", %.2f ×", median(ratios))),
                theirs.isEmpty() ? "" : number(median(theirs)),
                "≥ 1.0 ×");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String percentiles(Latencies latencies) {
        return String.format(
                Locale.ROOT, "%.1f / %.1f / %.1f", latencies.millis(50), latencies.millis(99), latencies.millis(100));
    }

    private Latencies ofModels() throws IOException {
        return ReadLoad.paced(
                servers.api(),
                PER_SECOND,
                PACED,
                200,
                i -> ReadClient.get(models.get(i % 500).path()));
    }

    private void oneModel(Optional<Integer> nginx) throws IOException {
        ofModels();
        String theirs = nginx.isEmpty()
                ? ""
                : percentiles(
                        ReadLoad.paced(nginx.orElseThrow(), PER_SECOND, PACED, 200, i -> ReadClient.get("/one.json")));
        row("one of 500 models, 200/s, ms (median / p99 / max)", percentiles(ofModels()), theirs, "p99 ≤ 5");
    }

    private static String etag(int port, String path) throws IOException {
        try (ReadClient client = new ReadClient(port)) {
            return client.ask(ReadClient.get(path)).etag();
        }
    }

    private static Latencies known(int port, String path) throws IOException {
        byte[] request = ReadClient.get(path, "If-None-Match: " + etag(port, path) + "\r\n");
        return ReadLoad.paced(port, PER_SECOND, PACED, 304, i -> request);
    }

    private void notModified(Optional<Integer> nginx) throws IOException {
        String theirs = nginx.isEmpty() ? "" : percentiles(known(nginx.orElseThrow(), "/whole.json"));
        row("whole list, 304, 200/s, ms", percentiles(known(servers.api(), WHOLE)), theirs, "p99 ≤ 2");
    }

    /** No two ask for the same. */
    private void search() throws IOException {
        Latencies found = ReadLoad.paced(servers.api(), 20, SEARCHES, 200, i -> {
            String name = models.get(i % models.size()).name().replaceAll("[^A-Za-z0-9]+", "%20");
            return ReadClient.get("/models/search?limit=" + (1 + i % 50) + "&q="
                    + name.substring(0, Math.min(name.length(), 4 + i % 9)).replaceAll("%.?$", ""));
        });
        row("search, 20/s, each for something else, ms", percentiles(found), "", "p99 ≤ 20");
    }

    /** Of models that a filter lets pass, in an order of their own; no two ask for the same. */
    private void pages() throws IOException {
        List<String> orders = List.of("input_price", "-context_length", "name", "-updated_at");
        Latencies found = ReadLoad.paced(
                servers.api(),
                20,
                SEARCHES,
                200,
                i -> ReadClient.get("/models?price_state=priced&min_context=" + (1 + i) + "&sort="
                        + orders.get(i % orders.size()) + "&limit=100&offset=" + 100 * (i % 20)));
        row("sorted page of 100 behind a filter, 20/s, ms", percentiles(found), "", "p99 ≤ 20");
    }

    /** Right behind a sync that changed something, and a few seconds later, when it was made before it was asked for. */
    private void afterAChange() throws IOException {
        List<Double> atOnce = new ArrayList<>();
        List<Double> later = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            sync.of(1);
            atOnce.add(millisOf(WHOLE));
            sync.of(1);
            settle();
            later.add(millisOf(WHOLE));
        }
        row("first whole list after a change, at once, ms", number(median(atOnce)), "", "");
        row("the same " + SETTLED.toSeconds() + " s later, ms", number(median(later)), "", "≤ 100");
    }

    private static void settle() {
        java.util.concurrent.locks.LockSupport.parkNanos(SETTLED.toNanos());
    }

    private double millisOf(String path) throws IOException {
        try (ReadClient client = new ReadClient(servers.api())) {
            long begin = System.nanoTime();
            client.ask(ReadClient.get(path, GZIP));
            return (System.nanoTime() - begin) / 1e6;
        }
    }

    private void quotes() throws IOException {
        Quoted now = quoted("");
        Quoted then = quoted(",\"at\":\"2099-01-01T00:00:00Z\",\"as_known_at\":\"2099-01-01T00:00:00Z\"");
        if (now.unpriced() > QUOTES / 2 || now.unpriced() != then.unpriced()) {
            throw new IOException("without a price are " + now.unpriced() + " now and " + then.unpriced() + " then");
        }
        row("10,000 quotes of 2,000 models, now, ms", number(now.millis()), "", "≤ 1000");
        row("10,000 quotes, each as of an instant, as known at one, ms", number(then.millis()), "", "≤ 1000");
    }

    private String usages(String time) {
        List<Model> priced =
                models.stream().filter(Model::isPriced).limit(QUOTED_MODELS).toList();
        return IntStream.range(0, QUOTES)
                .mapToObj(i -> priced.get(i % priced.size()))
                .map(model -> "{\"provider\":\"" + model.slug() + "\",\"model\":\"" + model.id()
                        + "\",\"input_tokens\":1200,\"output_tokens\":300" + time + "}")
                .collect(Collectors.joining(",", "{\"usages\":[", "]}"));
    }

    /** How long it took, and how many usages have no price. */
    private record Quoted(double millis, int unpriced) {}

    private Quoted quoted(String time) throws IOException {
        byte[] request = ReadClient.post("/quotes", usages(time));
        double[] millis = new double[rounds];
        try (ReadClient client = new ReadClient(servers.api())) {
            int unpriced = unpriced(new String(client.body(request), StandardCharsets.UTF_8));
            for (int i = 0; i < rounds; i++) {
                long begin = System.nanoTime();
                ReadLoad.expect(client.ask(request), 200);
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
            Arrays.sort(millis);
            return new Quoted(millis[rounds / 2], unpriced);
        }
    }

    private static int unpriced(String answer) throws IOException {
        Matcher found = UNPRICED.matcher(answer);
        if (!found.find()) {
            throw new IOException("no quotes: " + answer.substring(0, Math.min(answer.length(), 300)));
        }
        return Integer.parseInt(found.group(1));
    }

    private void besideASync() throws IOException {
        Latencies quiet = ofModels();
        AtomicBoolean over = new AtomicBoolean();
        Thread syncs = new Thread(
                () -> {
                    while (!over.get()) {
                        sync.of(5);
                    }
                },
                "syncs");
        syncs.start();
        Latencies beside = ofModels();
        over.set(true);
        try {
            syncs.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        row(
                "one model at 200/s while syncs of all run one after another, ms",
                percentiles(beside) + String.format(Locale.ROOT, ", p99 %.1f ×", beside.millis(99) / quiet.millis(99)),
                "",
                "p99 ≤ 2 × of " + String.format(Locale.ROOT, "%.1f", quiet.millis(99)));
    }
}
