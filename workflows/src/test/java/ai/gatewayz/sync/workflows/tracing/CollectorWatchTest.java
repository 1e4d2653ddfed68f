package ai.gatewayz.sync.workflows.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of a collector that is away. */
class CollectorWatchTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(CollectorWatch.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** Sends as it is told. */
    private static final class FakeExporter implements SpanExporter {
        private final Queue<CompletableResultCode> results = new ArrayDeque<>();

        FakeExporter(String results) {
            for (char result : results.toCharArray()) {
                this.results.add(result == '+' ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure());
            }
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return results.remove();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private List<String> lines(String results) {
        try (CollectorWatch watch = new CollectorWatch(new FakeExporter(results))) {
            for (int i = 0; i < results.length(); i++) {
                assertThat(watch.export(List.of()).isSuccess()).isEqualTo(results.charAt(i) == '+');
            }
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void changes_areOneLineEach() {
        assertThat(lines("++---+-"))
                .containsExactly(
                        "traces cannot be sent to OTEL_EXPORTER_OTLP_ENDPOINT; they are dropped until they can",
                        "traces are sent again",
                        "traces cannot be sent to OTEL_EXPORTER_OTLP_ENDPOINT; they are dropped until they can");
    }

    @Test
    void collectorThatIsThere_isNoNews() {
        assertThat(lines("+++")).isEmpty();
    }
}
