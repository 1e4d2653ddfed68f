package ai.gatewayz.sync.cli.canary;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everybody whom the product calls, in one server that repeats what it was sent wherever a careless client would keep it: in
 * error bodies, headers, addresses and broken JSON. Providers without a role here are passed on to the simulated fleet.
 */
final class HostileNeighbours implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile(SecretVariables.MARK + "[0-9a-f]{32}");

    /** What an answer looks like; {@code %s} is everything that the request's headers and address held. */
    private record Role(int status, Map<String, String> headers, String body) {}

    private static final Map<String, Role> ROLES = Map.ofEntries(
            Map.entry("groq", new Role(401, Map.of(), "{\"error\":{\"message\":\"Incorrect API key provided: %s\"}}")),
            Map.entry("together", new Role(500, Map.of(), "internal error while handling %s")),
            Map.entry("xai", new Role(200, Map.of("Content-Type", "text/html; key=%s"), "<html>%s</html>")),
            Map.entry("mistral", new Role(302, Map.of("Location", "http://127.0.0.1:1/%s?key=%s"), "%s")),
            Map.entry("deepseek", new Role(200, Map.of(), "{\"error\":{\"message\":\"invalid key %s\"}}")),
            Map.entry("moonshot", new Role(429, Map.of("Retry-After", "%s"), "slow down, %s")),
            Map.entry("cohere", new Role(200, Map.of(), "{\"models\":[{\"name\":%s")),
            Map.entry("featherless", new Role(200, Map.of(), "%s")),
            Map.entry("anthropic", new Role(400, Map.of(), "{\"error\":{\"message\":\"x-api-key %s is invalid\"}}")),
            Map.entry("nebius", new Role(200, Map.of("Content-Encoding", "%s"), "%s")),
            Map.entry("fireworks", new Role(404, Map.of("Link", "<http://127.0.0.1:1/%s>; rel=\"next\""), "%s")),
            Map.entry("google-ai-studio", new Role(403, Map.of("WWW-Authenticate", "Bearer %s"), "%s")),
            Map.entry("cloudflare-workers-ai", new Role(422, Map.of(), "%s")),
            Map.entry("slack", new Role(500, Map.of(), "%s")),
            Map.entry("otel", new Role(400, Map.of("X-Key", "%s"), "no such collector: %s")),
            Map.entry("resend", new Role(401, Map.of(), "{\"message\":\"%s\"}")),
            Map.entry("subscriber", new Role(302, Map.of("Location", "http://127.0.0.1:1/%s"), "%s")));

    private final URI fleet;
    private final HttpServer server;
    private final ServerSocket redis;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, CountDownLatch> firstCalls = new ConcurrentHashMap<>();

    HostileNeighbours(int fleetPort) throws IOException {
        fleet = URI.create("http://127.0.0.1:" + fleetPort);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        redis = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::serveRedis);
    }

    String url(String role, String token) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + role + (token.isEmpty() ? "" : "/" + token);
    }

    String redisUrl(String token) {
        return "redis://canary:" + token + "@127.0.0.1:" + redis.getLocalPort() + "/0";
    }

    /** Tokens that really were sent to somebody. */
    Set<String> seen() {
        return seen;
    }

    /** Whether somebody calls before a time limit. */
    boolean isCalled(String role, Duration limit) throws InterruptedException {
        return firstCall(role).await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CountDownLatch firstCall(String role) {
        return firstCalls.computeIfAbsent(role, name -> new CountDownLatch(1));
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI address = exchange.getRequestURI();
        String name = address.getPath().split("/", 3)[1];
        StringBuilder sent = new StringBuilder(address.toString());
        exchange.getRequestHeaders()
                .forEach((header, values) -> sent.append(' ').append(values));
        sent.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String tokens = String.join("-", note(sent.toString()));
        firstCall(name).countDown();
        Role role = ROLES.get(name);
        try (exchange) {
            if (role == null) {
                passOn(exchange);
                return;
            }
            role.headers()
                    .forEach((header, value) -> exchange.getResponseHeaders().set(header, fill(value, tokens)));
            byte[] body = fill(role.body(), tokens).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(role.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String fill(String form, String tokens) {
        return form.replace("%s", tokens.isEmpty() ? "nothing" : tokens);
    }

    private List<String> note(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        seen.addAll(found);
        return found;
    }

    private void passOn(HttpExchange exchange) throws IOException {
        try {
            HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(fleet.resolve(exchange.getRequestURI()))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), 0);
            answer.body().transferTo(exchange.getResponseBody());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says what an old Redis says to a log-in that it does not know: everything that it was told. */
    private void serveRedis() {
        while (!redis.isClosed()) {
            try (Socket socket = redis.accept()) {
                byte[] buffer = new byte[4096];
                int length = socket.getInputStream().read(buffer);
                String told = new String(buffer, 0, Math.max(length, 0), StandardCharsets.UTF_8);
                String tokens = String.join(" ", note(told));
                firstCall("redis").countDown();
                byte[] refusal = ("-ERR unknown command `AUTH`, with args beginning with: `canary`, `" + tokens
                                + "`\r\n")
                        .repeat(3)
                        .getBytes(StandardCharsets.UTF_8);
                new ByteArrayInputStream(refusal).transferTo(socket.getOutputStream());
            } catch (IOException e) {
                // The client hung up, or the test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        redis.close();
        threads.shutdownNow();
    }
}
