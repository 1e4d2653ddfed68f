package ai.gatewayz.sync.workflows.client;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.Header;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trace that a workflow, a child or an activity belongs to, in its header, as Temporal's other SDKs write it. */
public final class TraceHeader {
    private static final String NAME = "_tracer-data";

    private static final TextMapGetter<Map<?, ?>> FIELDS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<?, ?> carrier) {
            return carrier.keySet().stream().map(String::valueOf).toList();
        }

        @Override
        public @Nullable String get(@Nullable Map<?, ?> carrier, String key) {
            return carrier != null && carrier.get(key) instanceof String text ? text : null;
        }
    };

    private TraceHeader() {}

    /** The context that a header carries; one without a trace when it carries none that can be read. */
    public static Context read(Header header) {
        Payload payload = header.getValues().get(NAME);
        if (payload == null) {
            return Context.root();
        }
        try {
            Map<?, ?> fields = DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, Map.class, Map.class);
            return W3CTraceContextPropagator.getInstance().extract(Context.root(), fields, FIELDS);
        } catch (DataConverterException e) {
            // A header that somebody else wrote must not fail a sync.
            return Context.root();
        }
    }

    /** Puts a context's trace into a header; nothing when it has none. */
    public static void write(Context context, Header header) {
        Map<String, String> fields = new LinkedHashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, fields, Map::put);
        if (!fields.isEmpty()) {
            DefaultDataConverter.STANDARD_INSTANCE.toPayload(fields).ifPresent(payload -> header.getValues()
                    .put(NAME, payload));
        }
    }
}
