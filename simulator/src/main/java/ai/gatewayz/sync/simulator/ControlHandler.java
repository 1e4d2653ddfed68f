package ai.gatewayz.sync.simulator;

import ai.gatewayz.sync.simulator.fault.FaultScript;
import ai.gatewayz.sync.simulator.fault.FaultSpecException;
import ai.gatewayz.sync.simulator.model.ModelTruth;
import ai.gatewayz.sync.simulator.wire.ErrorStyle;
import ai.gatewayz.sync.simulator.wire.JsonWriter;
import ai.gatewayz.sync.simulator.wire.Query;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Drives the fleet from another process.
 *
 * <ul>
 * <li>{@code GET /_control/stats}: models and requests per provider, ticks, faults
 * <li>{@code GET /_control/truth?provider=&id=}: the oracle's answer
 * <li>{@code POST /_control/advance?ticks=1}: evolves the catalog
 * <li>{@code POST /_control/change?percent=5}: changes that share of the models now, prices by about 30 % at most
 * <li>{@code POST /_control/order?shuffle=N}: another row order with the same content, 0 for the natural one
 * <li>{@code POST /_control/fault?provider=&spec=}: adds a fault; {@code provider=*} is every provider
 * <li>{@code DELETE /_control/fault?provider=}: removes its faults, or all without {@code provider}
 * </ul>
 */
final class ControlHandler implements HttpHandler {
    static final String PATH = "/_control";

    private final ProviderFleet fleet;
    private final Responder responder;

    ControlHandler(ProviderFleet fleet, Responder responder) {
        this.fleet = fleet;
        this.responder = responder;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Query query = Query.parse(exchange.getRequestURI().getRawQuery());
        String call =
                exchange.getRequestMethod() + exchange.getRequestURI().getPath().substring(PATH.length());
        Body body;
        try {
            body = answer(call, query);
        } catch (FaultSpecException | IllegalStateException e) {
            body = refused(String.valueOf(e.getMessage()));
        }
        responder.send(exchange, body);
    }

    private Body answer(String call, Query query) {
        return switch (call) {
            case "GET/stats" -> stats();
            case "GET/truth" -> truth(query);
            case "POST/advance" -> advance(query);
            case "POST/change" -> change(query);
            case "POST/order" -> order(query);
            case "POST/fault" -> addFault(query);
            case "DELETE/fault" -> clearFaults(query);
            default -> Body.json(404, ErrorStyle.MESSAGE.body(404, "no control '" + call + "'"));
        };
    }

    private Body stats() {
        JsonWriter json = new JsonWriter()
                .open()
                .number("total_models", fleet.totalModels())
                .number("ticks", fleet.ticks());
        json.open("providers");
        for (String slug : fleet.slugs()) {
            json.open(slug).number("models", fleet.modelCount(slug));
            json.number("requests", fleet.requests(slug)).close();
        }
        json.close().open("faults");
        fleet.faults().describe().forEach(json::texts);
        return Body.json(200, json.close().close().toString());
    }

    private Body truth(Query query) {
        return fleet.expectedPrice(query.get("provider"), query.get("id"))
                .map(truth -> Body.json(200, json(truth)))
                .orElseGet(() -> Body.json(404, ErrorStyle.MESSAGE.body(404, "no such model")));
    }

    private static String json(ModelTruth truth) {
        JsonWriter json = new JsonWriter()
                .open()
                .text("id", truth.id())
                .text("state", truth.state().name());
        json.text("source", truth.source().name());
        optional(json, "input", truth.input());
        optional(json, "output", truth.output());
        optional(json, "cache_read", truth.cacheRead());
        optional(json, "unit", truth.unit());
        optional(json, "unit_price", truth.unitPrice());
        return json.close().toString();
    }

    private static void optional(JsonWriter json, String name, @Nullable String value) {
        if (value == null) {
            json.nil(name);
        } else {
            json.text(name, value);
        }
    }

    private Body advance(Query query) {
        Integer ticks = number(query, "ticks", 1, 100_000);
        if (ticks == null) {
            return refused("'ticks' takes a number from 1 to 100000");
        }
        fleet.advance(ticks);
        return Body.json(
                200,
                new JsonWriter().open().number("ticks", fleet.ticks()).close().toString());
    }

    private Body change(Query query) {
        Integer percent = number(query, "percent", 0, 100);
        if (percent == null) {
            return refused("'percent' takes a number from 0 to 100");
        }
        int changed = fleet.change(percent);
        return Body.json(
                200, new JsonWriter().open().number("changed", changed).close().toString());
    }

    private Body order(Query query) {
        Integer shuffle = number(query, "shuffle", 0, 999_999_999);
        if (shuffle == null) {
            return refused("'shuffle' takes a number from 0");
        }
        fleet.order(shuffle);
        return Body.json(
                200, new JsonWriter().open().number("shuffle", shuffle).close().toString());
    }

    private Body addFault(Query query) {
        fleet.faults().add(query.get("provider") + ":" + query.get("spec"));
        return stats();
    }

    private Body clearFaults(Query query) {
        FaultScript faults = fleet.faults();
        if (query.get("provider").isEmpty()) {
            faults.clear();
        } else {
            faults.clear(query.get("provider"));
        }
        return stats();
    }

    private static Body refused(String problem) {
        return Body.json(400, ErrorStyle.MESSAGE.body(400, problem));
    }

    private static @Nullable Integer number(Query query, String name, int low, int high) {
        String text = query.get(name).isEmpty() ? String.valueOf(Math.max(1, low)) : query.get(name);
        if (!text.matches("\\d{1,9}")) {
            return null;
        }
        int value = Integer.parseInt(text);
        return value < low || value > high ? null : value;
    }
}
