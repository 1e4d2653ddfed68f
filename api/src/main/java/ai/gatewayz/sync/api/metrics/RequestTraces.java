package ai.gatewayz.sync.api.metrics;

import ai.gatewayz.sync.api.http.RouteNames;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/**
 * One span for each request, named by its route, below the one that its {@code traceparent} names; what the request starts is
 * below it. Addresses and headers are not in it. Health and figures are asked for all the time and have none.
 */
public final class RequestTraces implements ApplicationEventListener {
    private static final int SERVER_ERROR = 500;

    private static final TextMapGetter<ContainerRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(ContainerRequest request) {
            return request.getHeaders().keySet();
        }

        @Override
        public @Nullable String get(@Nullable ContainerRequest request, String name) {
            return request == null ? null : request.getHeaders().getFirst(name);
        }
    };

    private final Tracer tracer;

    /** Makes its spans with a tracer. */
    public RequestTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        // Only requests are traced.
    }

    @Override
    public @Nullable RequestEventListener onRequest(RequestEvent event) {
        ContainerRequest request = event.getContainerRequest();
        String path = request.getPath(false);
        if (path.equals("metrics") || path.equals("health") || path.startsWith("health/")) {
            return null;
        }
        return new Request(tracer.spanBuilder("request")
                .setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS))
                .setSpanKind(SpanKind.SERVER)
                .startSpan());
    }

    /** One request; its resource's method begins and ends on one thread, the rest may be on others. */
    private static final class Request implements RequestEventListener {
        private final Span span;
        private @Nullable Scope scope;

        Request(Span span) {
            this.span = span;
        }

        /** The scope is opened by one event and closed by another. */
        @Override
        @SuppressWarnings("MustBeClosedChecker")
        public void onEvent(RequestEvent event) {
            switch (event.getType()) {
                case RESOURCE_METHOD_START -> scope = span.makeCurrent();
                case RESOURCE_METHOD_FINISHED -> {
                    if (scope != null) {
                        scope.close();
                        scope = null;
                    }
                }
                case FINISHED -> end(event.getContainerRequest(), event.getContainerResponse());
                default -> {}
            }
        }

        private void end(ContainerRequest request, @Nullable ContainerResponse response) {
            String method = RequestMetrics.method(request);
            String route = RouteNames.of(request);
            int status = response == null ? SERVER_ERROR : response.getStatus();
            span.updateName(method + " " + route)
                    .setAttribute("http.request.method", method)
                    .setAttribute("http.route", route)
                    .setAttribute("http.response.status_code", (long) status);
            if (status >= SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
