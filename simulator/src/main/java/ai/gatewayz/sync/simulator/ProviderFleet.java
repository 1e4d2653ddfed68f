package ai.gatewayz.sync.simulator;

import ai.gatewayz.sync.simulator.fault.FaultScript;
import ai.gatewayz.sync.simulator.model.FleetCatalog;
import ai.gatewayz.sync.simulator.model.ModelTruth;
import ai.gatewayz.sync.simulator.model.Oracle;
import ai.gatewayz.sync.simulator.model.ProviderCatalog;
import ai.gatewayz.sync.simulator.model.ProviderProfile;
import ai.gatewayz.sync.simulator.model.SimModel;
import ai.gatewayz.sync.simulator.wire.ProviderSpec;
import ai.gatewayz.sync.simulator.wire.ProviderSpecs;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running fleet of fake providers on 127.0.0.1: {@code /{slug}/{list path}} answers like the real provider,
 * {@code /models-dev/api.json} and {@code /litellm/model_prices_and_context_window.json} like the reference feeds, and
 * {@code /_control/…} (see {@link ControlHandler}) drives it from outside. Thread-safe.
 */
public final class ProviderFleet implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int BACKLOG = 256;
    private static final int MINUTES_PER_TICK = 10;

    private final FaultScript faults = new FaultScript();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS, daemons("provider-fleet"));
    private final ExecutorService slow = Executors.newCachedThreadPool(daemons("provider-fleet-slow"));
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(daemons("provider-clock"));
    private final Bodies bodies;
    private final @Nullable FleetCatalog catalog;
    private final FleetHandler handler;
    private final HttpServer server;

    static {
        // Without it the JDK server delays the end of small answers by a delayed acknowledgement, about 40 ms.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private ProviderFleet(FleetOptions options) throws IOException {
        Map<String, ProviderSpec> specs = new LinkedHashMap<>();
        ProviderSpecs.all().forEach(spec -> specs.put(spec.slug(), spec));
        options.faults().forEach(fault -> faults.add(fault, specs.keySet()));
        Path payloads = options.payloads();
        if (payloads == null) {
            List<ProviderProfile> profiles =
                    specs.values().stream().map(ProviderSpec::profile).toList();
            catalog = new FleetCatalog(profiles, options.totalModels(), options.seed());
            bodies = new GeneratedBodies(specs, catalog);
        } else {
            catalog = null;
            bodies = new RecordedBodies(payloads, specs);
        }
        Responder responder = new Responder(closed);
        handler = new FleetHandler(bodies, specs, faults, options.requireKeys(), responder, slow);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), options.port()), BACKLOG);
        server.createContext("/", handler);
        server.createContext(ControlHandler.PATH + "/", new ControlHandler(this, responder));
        server.setExecutor(workers);
    }

    /**
     * Starts a fleet; it serves when this returns.
     *
     * @throws IOException if the port is taken or the payload folder cannot be read
     */
    public static ProviderFleet start(FleetOptions options) throws IOException {
        ProviderFleet fleet = new ProviderFleet(options);
        fleet.server.start();
        FleetCatalog evolving = fleet.catalog;
        if (evolving != null && !options.frozen()) {
            Future<?> unused = fleet.clock.scheduleAtFixedRate(
                    () -> evolving.advance(1), MINUTES_PER_TICK, MINUTES_PER_TICK, TimeUnit.MINUTES);
        }
        return fleet;
    }

    /** Starts a generated fleet that stands still, on a free port. */
    public static ProviderFleet startFrozen(int totalModels, long seed) throws IOException {
        return start(FleetOptions.defaults()
                .withTotalModels(totalModels)
                .withSeed(seed)
                .withFrozen(true));
    }

    /** Starts a fleet that replays the {@code <slug>.json} files of a folder, on a free port. */
    public static ProviderFleet replay(Path payloads) throws IOException {
        return start(FleetOptions.defaults().withPayloads(payloads).withFrozen(true));
    }

    /** The TCP port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The value for {@code PROVIDER_BASE_URL_TEMPLATE}, with the literal {@code {provider}} in it. */
    public String baseUrlTemplate() {
        return "http://127.0.0.1:" + port() + "/{provider}";
    }

    /** The base URL of one provider or feed, without a slash at the end. */
    public String baseUrl(String slug) {
        return baseUrlTemplate().replace("{provider}", slug);
    }

    /** The recommended list path of a provider with its required query, e.g. {@code /models?verbose=true}. */
    public static String listPath(String slug) {
        return ProviderSpecs.all().stream()
                .filter(spec -> spec.slug().equals(slug))
                .map(ProviderSpec::listPath)
                .findFirst()
                .orElse("");
    }

    /** The providers, in the order of the list; with recordings only those that have one. */
    public List<String> slugs() {
        return bodies.slugs();
    }

    /** Distinct models of a provider now; rows of the first page when replaying; 0 for an unknown provider. */
    public int modelCount(String slug) {
        return bodies.modelCount(slug);
    }

    /** Distinct models of all providers. */
    public int totalModels() {
        return slugs().stream().mapToInt(this::modelCount).sum();
    }

    /** Requests that a provider or feed has got, all methods and pages. */
    public long requests(String slug) {
        return handler.requests(slug);
    }

    /** The faults, to be changed at any time. */
    public FaultScript faults() {
        return faults;
    }

    /** Ticks of evolution so far. */
    public long ticks() {
        return catalog == null ? 0 : catalog.tick();
    }

    /**
     * Evolves the catalog.
     *
     * @throws IllegalStateException when replaying
     */
    public void advance(int ticks) {
        generated().advance(ticks);
    }

    /**
     * Changes a share of every provider's models at once, prices by about 30 % at most.
     *
     * @return the number of changed models
     * @throws IllegalStateException when replaying
     */
    public int change(int percent) {
        return generated().change(percent);
    }

    /**
     * Puts the rows of every list into another order; 0 is the natural one. Successive numbers give other bytes
     * even for lists of one row.
     *
     * @throws IllegalStateException when replaying
     */
    public void order(int shuffle) {
        generated();
        if (bodies instanceof GeneratedBodies rendered) {
            rendered.order(shuffle);
        }
    }

    /**
     * What a faultless reader must find for a model now; empty for an unknown one and when replaying. Google's
     * resource names may be given without their path.
     */
    public Optional<ModelTruth> expectedPrice(String slug, String id) {
        String tail = slug.startsWith("google") ? "/" + id : id;
        return truths(slug)
                .filter(truth -> truth.id().equals(id)
                        || (slug.startsWith("google") && truth.id().endsWith(tail)))
                .findFirst();
    }

    /** What a faultless reader must find for a provider now, in the natural order; empty when replaying. */
    public List<ModelTruth> expectedPrices(String slug) {
        return truths(slug).toList();
    }

    @Override
    public void close() {
        closed.countDown();
        clock.shutdownNow();
        server.stop(0);
        workers.shutdownNow();
        slow.shutdownNow();
    }

    private Stream<ModelTruth> truths(String slug) {
        ProviderCatalog provider = catalog == null ? null : catalog.of(slug);
        if (provider == null) {
            return Stream.empty();
        }
        List<SimModel> models = provider.snapshot().models();
        return models.stream().map(model -> Oracle.truth(provider.profile(), model));
    }

    private FleetCatalog generated() {
        if (catalog == null) {
            throw new IllegalStateException("recorded bodies do not change; start a generated fleet");
        }
        return catalog;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
