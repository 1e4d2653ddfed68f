package ai.gatewayz.sync.workflows.tracing;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.temporal.common.interceptors.WorkerInterceptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one part of a process traces. Spans are sent in batches from a thread of its own; where they cannot be sent, they are
 * dropped, and nothing waits for them.
 */
public final class Tracing implements AutoCloseable {
    private static final String SCOPE = "ai.gatewayz.sync";
    /** The last spans are worth no more. */
    private static final int CLOSE_SECONDS = 2;

    /** Figures are Prometheus's to scrape, and the log is written to the log. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.exporter.otlp.protocol", "http/protobuf");

    private final RunIds ids = new RunIds();
    private final @Nullable OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private Tracing(TracingSettings settings, String service) {
        sdk = settings.isOn() ? sdk(settings, service) : null;
        tracer = sdk == null ? TracerProvider.noop().get(SCOPE) : sdk.getTracer(SCOPE);
    }

    /**
     * Starts the sender, if there is one.
     *
     * @param service the name that spans are found by, unless {@code OTEL_SERVICE_NAME} says another
     * @throws ConfigurationException when one of the variables cannot be read
     */
    public static Tracing start(TracingSettings settings, String service) {
        return new Tracing(settings, service);
    }

    private OpenTelemetrySdk sdk(TracingSettings settings, String service) {
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addPropertiesSupplier(() -> Map.of("otel.service.name", service))
                    .addPropertiesCustomizer(config -> settings.properties())
                    .addSpanExporterCustomizer((exporter, config) -> new CollectorWatch(exporter))
                    .addTracerProviderCustomizer((provider, config) -> provider.setIdGenerator(ids))
                    .build()
                    .getOpenTelemetrySdk();
        } catch (io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException e) {
            throw new ConfigurationException("OTEL_*", String.valueOf(e.getMessage()));
        }
    }

    /** What makes spans; empty when nothing is traced. */
    public Optional<Tracer> tracer() {
        return Optional.of(tracer).filter(any -> sdk != null);
    }

    /** What a worker passes its workflows and activities through; nothing when nothing is traced. */
    public List<WorkerInterceptor> interceptors() {
        return tracer().map(on -> (WorkerInterceptor) new TracedRuns(on, ids)).stream()
                .toList();
    }

    /** Sends what is left, within two seconds. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.getSdkTracerProvider().shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
