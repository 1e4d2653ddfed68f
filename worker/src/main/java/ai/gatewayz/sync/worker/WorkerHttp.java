package ai.gatewayz.sync.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Health and metrics of a worker over plain HTTP: {@code /health}, {@code /health/ready}, {@code /metrics}. */
final class WorkerHttp implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    private WorkerHttp(HttpServer server) {
        this.server = server;
    }

    static WorkerHttp start(HttpAddress address, PrometheusMeterRegistry metrics, BooleanSupplier ready) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), 16);
            WorkerHttp http = new WorkerHttp(server);
            server.setExecutor(http.threads);
            server.createContext("/metrics", exchange -> answer(exchange, 200, "text/plain", metrics.scrape()));
            server.createContext("/health/ready", exchange -> health(exchange, ready.getAsBoolean()));
            server.createContext("/health", exchange -> health(exchange, true));
            server.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException("WORKER_PORT " + address.port() + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void health(HttpExchange exchange, boolean healthy) throws IOException {
        answer(
                exchange,
                healthy ? 200 : 503,
                "application/json",
                "{\"status\":\"" + (healthy ? "healthy" : "starting") + "\"}");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
