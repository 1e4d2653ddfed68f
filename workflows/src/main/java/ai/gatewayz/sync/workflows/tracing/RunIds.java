package ai.gatewayz.sync.workflows.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Numbers of spans: random ones, except that the span of a run has the number that its steps were told. They begin, perhaps
 * elsewhere, before it is written.
 */
final class RunIds implements IdGenerator {
    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<Optional<SpanContext>> given = ThreadLocal.withInitial(Optional::empty);

    /** What is made within gets these numbers. */
    <T> T giving(SpanContext numbers, Supplier<T> within) {
        given.set(Optional.of(numbers));
        try {
            return within.get();
        } finally {
            given.remove();
        }
    }

    @Override
    public String generateSpanId() {
        return given.get().map(SpanContext::getSpanId).orElseGet(random::generateSpanId);
    }

    @Override
    public String generateTraceId() {
        return given.get().map(SpanContext::getTraceId).orElseGet(random::generateTraceId);
    }
}
