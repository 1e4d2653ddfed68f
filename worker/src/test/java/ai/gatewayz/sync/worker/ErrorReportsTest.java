package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a Sentry server gets from the logging configuration of containers. */
class ErrorReportsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEAD = 1;

    /** One envelope as it came. */
    private record Envelope(String path, String auth, String text) {
        /** Lines of an envelope: its header, the header of its item, the item. */
        JsonNode event() {
            List<String> lines = text.lines().toList();
            try {
                assertThat(JSON.readTree(lines.get(1)).path("type").asText()).isEqualTo("event");
                return JSON.readTree(lines.get(2));
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }
    }

    private final BlockingQueue<Envelope> received = new LinkedBlockingQueue<>();
    private final HttpServer sentry;
    private final LoggerContext context = new LoggerContext();

    ErrorReportsTest() throws IOException {
        sentry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sentry.createContext("/", this::receive);
        sentry.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        sentry.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            byte[] body = isPacked
                    ? new GZIPInputStream(exchange.getRequestBody()).readAllBytes()
                    : exchange.getRequestBody().readAllBytes();
            received.add(new Envelope(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Sentry-Auth")),
                    new String(body, StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private Logger logger(String dsn) throws JoranException {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("SENTRY_DSN", dsn);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("..", "ops", "docker", "logback.xml").toFile());
        return context.getLogger("ai.gatewayz.sync.Example");
    }

    private Logger logger() throws JoranException {
        return logger("http://publickey@127.0.0.1:" + sentry.getAddress().getPort() + "/42");
    }

    private Envelope next() throws InterruptedException {
        return Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "nothing was sent");
    }

    @Test
    void error_isReported_withItsTextAndTrace() throws Exception {
        logger().error("Model sync failed for {}: {}", "groq", "no route", new IllegalStateException("why"));

        Envelope envelope = next();
        assertThat(envelope.path()).isEqualTo("/api/42/envelope/");
        assertThat(envelope.auth()).contains("sentry_key=publickey");
        JsonNode event = envelope.event();
        assertThat(event.path("level").asText()).isEqualTo("error");
        assertThat(event.path("logger").asText()).isEqualTo("ai.gatewayz.sync.Example");
        assertThat(event.at("/message/message").asText()).isEqualTo("Model sync failed for {}: {}");
        assertThat(event.at("/message/formatted").asText()).isEqualTo("Model sync failed for groq: no route");
        JsonNode exception = event.at("/exception/values/0");
        assertThat(exception.path("type").asText()).isEqualTo("IllegalStateException");
        assertThat(exception.path("value").asText()).isEqualTo("why");
        assertThat(exception.at("/stacktrace/frames").findValuesAsText("module"))
                .contains(ErrorReportsTest.class.getName());
    }

    @Test
    void secrets_areCrossedOut_everywhere() throws Exception {
        logger().error(
                        "postgresql://u:pa55@h/db said Bearer abc.def",
                        new IllegalStateException("GET https://h/a?key=s3cret", new IOException("sk-inner")));

        String text = next().text();
        assertThat(text)
                .contains("postgresql://***@h/db said", "Bearer ***", "https://h/a?***", "sk-***")
                .doesNotContain("pa55", "abc.def", "s3cret", "sk-inner");
    }

    @Test
    void warningsAndExpectedFailures_areNot() throws Exception {
        Logger logger = logger();
        logger.warn("one attempt failed");
        context.getLogger("io.temporal.internal.worker")
                .error("Activity failure", ApplicationFailure.newFailure("groq: 503", "ProviderUnavailable"));
        logger.error("the last one");

        assertThat(next().event().at("/message/formatted").asText()).isEqualTo("the last one");
        assertThat(received).isEmpty();
    }

    @Timeout(15)
    @Test
    void deadServer_costsNothing_andNoStartWithoutADsn() throws Exception {
        Logger logger = logger("http://publickey@127.0.0.1:" + DEAD + "/42");
        for (int i = 0; i < 1000; i++) {
            logger.error("error {}", i);
        }
        context.stop();

        logger("").error("to nobody");
        assertThat(received).isEmpty();
    }
}
