package ai.gatewayz.sync.simulator;

import ai.gatewayz.sync.simulator.fault.Fault;
import ai.gatewayz.sync.simulator.fault.Term;
import ai.gatewayz.sync.simulator.model.Dice;
import ai.gatewayz.sync.simulator.wire.ErrorStyle;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Sends answers, as well or as badly as a fault says. */
final class Responder {
    private static final int DRIPS_PER_SECOND = 10;
    private static final int MEGABYTE = 1_000_000;

    private final CountDownLatch closed;

    /** {@code closed} ends every waiting answer when it reaches zero. */
    Responder(CountDownLatch closed) {
        this.closed = closed;
    }

    /** The answer that takes the place of the list, or null if the fault leaves the list in place. */
    static @Nullable Body substitute(Fault fault, ErrorStyle errors) {
        if (fault.has(Term.STATUS)) {
            int status = fault.number(Term.STATUS);
            return Body.json(status, errors.body(status, "simulated status " + status));
        }
        if (fault.has(Term.REDIRECT)) {
            return Body.html(302, "302 Found");
        }
        String garbage = fault.value(Term.GARBAGE);
        return garbage == null ? null : garbage(garbage, errors);
    }

    private static Body garbage(String kind, ErrorStyle errors) {
        return switch (kind) {
            case "html" -> Body.html(200, "Just a moment...");
            case "null" -> Body.json(200, "null");
            case "array" -> Body.json(200, "[]");
            case "object" -> Body.json(200, "{}");
            case "error" -> Body.json(200, errors.body(500, "internal error"));
            case "random" -> new Body(200, Body.JSON, noise());
            default -> Body.json(200, "");
        };
    }

    private static byte[] noise() {
        Dice dice = Dice.of(0, "garbage");
        byte[] noise = new byte[4_096];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) dice.below(256);
        }
        return noise;
    }

    /** Sends a body without any fault and ends the exchange. */
    void send(HttpExchange exchange, Body body) throws IOException {
        try (exchange) {
            byte[] bytes = encode(exchange, body);
            start(exchange, body, bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** Sends a body in the way the fault demands and ends the exchange. */
    void send(HttpExchange exchange, Body body, Fault fault) throws IOException {
        String retryAfter = fault.value(Term.RETRY_AFTER);
        Headers headers = exchange.getResponseHeaders();
        if (retryAfter != null) {
            headers.set("Retry-After", retryAfter);
        }
        String target = fault.value(Term.REDIRECT);
        if (target != null) {
            headers.set("Location", target);
        }
        Padding padding = body.padding();
        if (fault.has(Term.DELAY) && ended(fault.number(Term.DELAY))) {
            exchange.close();
        } else if (fault.has(Term.GZIP_BOMB)) {
            sendBomb(exchange, fault.number(Term.GZIP_BOMB));
        } else if (padding != null) {
            sendPadded(exchange, padding);
        } else {
            sendDamaged(exchange, body, fault);
        }
    }

    private void sendDamaged(HttpExchange exchange, Body body, Fault fault) throws IOException {
        try (exchange) {
            Body sent = body;
            if (fault.has(Term.TRUNCATE)) {
                long keep = (long) body.bytes().length * fault.number(Term.TRUNCATE) / 100;
                sent = new Body(body.status(), body.contentType(), Arrays.copyOf(body.bytes(), (int) keep));
            }
            boolean lies = fault.has(Term.LIE_LENGTH);
            // Compression would hide the announced length of the whole body.
            byte[] bytes = lies ? sent.bytes() : encode(exchange, sent);
            int announced = lies ? Math.max(body.bytes().length, bytes.length + 1) : bytes.length;
            start(exchange, sent, announced);
            if (fault.has(Term.DRIP)) {
                drip(exchange.getResponseBody(), bytes, fault.number(Term.DRIP));
            } else if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.getResponseBody().flush();
        }
    }

    private static void sendPadded(HttpExchange exchange, Padding padding) throws IOException {
        try (exchange) {
            boolean gzip = acceptsGzip(exchange);
            exchange.getResponseHeaders().set("Content-Type", Body.JSON);
            if (gzip) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            exchange.sendResponseHeaders(200, 0);
            OutputStream raw = exchange.getResponseBody();
            try (OutputStream out = new BufferedOutputStream(gzip ? new GZIPOutputStream(raw) : raw, 1 << 16)) {
                padding.writeTo(out);
            }
        }
    }

    private static void sendBomb(HttpExchange exchange, int megabytes) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", Body.JSON);
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            byte[] blank = new byte[MEGABYTE];
            Arrays.fill(blank, (byte) ' ');
            try (OutputStream gzip = new GZIPOutputStream(exchange.getResponseBody(), 1 << 16)) {
                gzip.write("{\"data\":[".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < megabytes; i++) {
                    gzip.write(blank);
                }
                gzip.write("]}".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void drip(OutputStream out, byte[] bytes, int bytesPerSecond) throws IOException {
        int step = Math.max(1, bytesPerSecond / DRIPS_PER_SECOND);
        long pause = Math.max(1, 1000L * step / bytesPerSecond);
        for (int from = 0; from < bytes.length; from += step) {
            out.write(bytes, from, Math.min(step, bytes.length - from));
            out.flush();
            if (ended(pause)) {
                return;
            }
        }
    }

    /** Waits; true when the fleet ended meanwhile. */
    private boolean ended(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static byte[] encode(HttpExchange exchange, Body body) {
        if (!acceptsGzip(exchange) || !body.worthCompressing()) {
            return body.bytes();
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        return body.gzipped();
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return accepted != null && accepted.contains("gzip");
    }

    private static void start(HttpExchange exchange, Body body, int length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", body.contentType());
        // The JDK server takes -1 for no body and 0 for one of unknown length.
        exchange.sendResponseHeaders(body.status(), length == 0 ? -1 : length);
    }
}
