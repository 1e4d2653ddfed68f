package ai.gatewayz.sync.workflows.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one line that traces cannot be sent, and in another that they can again. */
final class CollectorWatch implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(CollectorWatch.class);

    private final SpanExporter sender;
    private final AtomicBoolean isAway = new AtomicBoolean();

    CollectorWatch(SpanExporter sender) {
        this.sender = sender;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = sender.export(spans);
        return result.whenComplete(() -> note(result.isSuccess()));
    }

    private void note(boolean isSent) {
        if (isAway.compareAndSet(isSent, !isSent)) {
            if (isSent) {
                LOG.info("traces are sent again");
            } else {
                LOG.warn("traces cannot be sent to OTEL_EXPORTER_OTLP_ENDPOINT; they are dropped until they can");
            }
        }
    }

    @Override
    public CompletableResultCode flush() {
        return sender.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return sender.shutdown();
    }
}
