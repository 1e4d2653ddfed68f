package ai.gatewayz.sync.cli.traces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes OTLP by HTTP and reads its protobuf by the numbers of its fields. */
final class TraceSink implements AutoCloseable {
    /** One span; attributes are texts, whatever they were, and status is 2 for an error. */
    record Span(
            String service,
            String name,
            String traceId,
            String id,
            String parent,
            Map<String, String> attributes,
            long status,
            String statusText) {}

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    TraceSink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> spans() {
        return spans;
    }

    /** Values of the header {@code x-api-key}. */
    List<String> keys() {
        return headers;
    }

    /** Everything that came, byte for byte. */
    String bodies() {
        return String.join("\n", bodies);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            headers.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key")));
            bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            for (Protobuf resource : Protobuf.of(body).messages(1)) {
                String service = attributes(resource.messages(1).get(0), 1).getOrDefault("service.name", "");
                resource.messages(2).stream()
                        .flatMap(scope -> scope.messages(2).stream())
                        .forEach(span -> spans.add(span(service, span)));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Span span(String service, Protobuf span) {
        List<Protobuf> status = span.messages(15);
        return new Span(
                service,
                span.text(5),
                span.hex(1),
                span.hex(2),
                span.hex(4),
                attributes(span, 9),
                status.isEmpty() ? 0 : status.get(0).number(3),
                status.isEmpty() ? "" : status.get(0).text(2));
    }

    private static Map<String, String> attributes(Protobuf message, int field) {
        Map<String, String> found = new HashMap<>();
        for (Protobuf attribute : message.messages(field)) {
            Protobuf value = attribute.messages(2).get(0);
            found.put(attribute.text(1), value.has(3) ? Long.toString(value.number(3)) : value.text(1));
        }
        return found;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
