package ai.gatewayz.sync.simulator;

import ai.gatewayz.sync.simulator.fault.Fault;
import ai.gatewayz.sync.simulator.fault.FaultScript;
import ai.gatewayz.sync.simulator.fault.Term;
import ai.gatewayz.sync.simulator.wire.ErrorStyle;
import ai.gatewayz.sync.simulator.wire.ProviderSpec;
import ai.gatewayz.sync.simulator.wire.Query;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Answers {@code GET /{slug}/{path}} for all providers and both reference feeds. */
final class FleetHandler implements HttpHandler {
    private final Bodies bodies;
    private final Map<String, ProviderSpec> specs;
    private final FaultScript faults;
    private final boolean requireKeys;
    private final Responder responder;
    /** Takes the answers that are slow by intention, so that they hold no thread of the others. */
    private final Executor slow;

    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();

    FleetHandler(
            Bodies bodies,
            Map<String, ProviderSpec> specs,
            FaultScript faults,
            boolean requireKeys,
            Responder responder,
            Executor slow) {
        this.bodies = bodies;
        this.specs = specs;
        this.faults = faults;
        this.requireKeys = requireKeys;
        this.responder = responder;
        this.slow = slow;
    }

    long requests(String slug) {
        LongAdder count = requests.get(slug);
        return count == null ? 0 : count.sum();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int slash = path.indexOf('/', 1);
        String slug = path.substring(Math.min(1, path.length()), slash < 0 ? path.length() : slash);
        String rest = slash < 0 ? "" : path.substring(slash);
        requests.computeIfAbsent(slug, ignored -> new LongAdder()).increment();
        if (!exchange.getRequestMethod().equals("GET")) {
            responder.send(exchange, Body.json(405, errors(slug).body(405, "only GET is served")));
            return;
        }
        Fault fault = faults.next(slug).orElse(null);
        if (fault == null) {
            responder.send(exchange, answer(exchange, slug, rest, null));
        } else if (fault.slow()) {
            slow.execute(() -> sendFaulty(exchange, slug, rest, fault));
        } else if (!fault.has(Term.HANG)) {
            sendFaulty(exchange, slug, rest, fault);
        }
        // A hanging exchange is left open; it ends with the client or with the fleet.
    }

    private void sendFaulty(HttpExchange exchange, String slug, String path, Fault fault) {
        try {
            Body substitute = Responder.substitute(fault, errors(slug));
            Body body = substitute == null ? answer(exchange, slug, path, fault) : substitute;
            responder.send(exchange, body, fault);
        } catch (IOException e) {
            // Hanging up early is what some faults are for, and clients hang up on the others.
            exchange.close();
        }
    }

    private Body answer(HttpExchange exchange, String slug, String path, @Nullable Fault fault) {
        ProviderSpec spec = specs.get(slug);
        if (requireKeys && spec != null && keyMissing(exchange, spec)) {
            int status = spec.errors().unauthorized();
            return Body.json(status, spec.errors().body(status, "Invalid API Key"));
        }
        return bodies.body(slug, path, Query.parse(exchange.getRequestURI().getRawQuery()), fault);
    }

    private static boolean keyMissing(HttpExchange exchange, ProviderSpec spec) {
        if (spec.keyHeader().isEmpty()) {
            return false;
        }
        String key = exchange.getRequestHeaders().getFirst(spec.keyHeader());
        return key == null || key.isBlank();
    }

    private ErrorStyle errors(String slug) {
        ProviderSpec spec = specs.get(slug);
        return spec == null ? ErrorStyle.OPENAI : spec.errors();
    }
}
