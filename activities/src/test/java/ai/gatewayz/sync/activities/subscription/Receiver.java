package ai.gatewayz.sync.activities.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A subscriber as its owner would write it: checks the signature by itself, and leaves out a message that it had before. */
final class Receiver extends Dispatcher implements AutoCloseable {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private final IntSupplier answers;
    private final Set<String> had = new HashSet<>();
    private final List<JsonNode> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());

    /** Answers each message with a status; what it answers with 2xx it had. */
    Receiver(IntSupplier answers) {
        this.answers = answers;
        server.setDispatcher(this);
        try {
            server.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return server.url("/hook").toString();
    }

    /** Waits for the next message that arrives, whatever it is answered with. */
    RecordedRequest next() throws InterruptedException {
        RecordedRequest request = server.takeRequest(10, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(request).as("a message within ten seconds").isNotNull();
        return request;
    }

    /** Messages with a signature that is right and an id that is new, in the order in which they arrived. */
    List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    /** Their events. */
    List<JsonNode> events() {
        return List.copyOf(events);
    }

    List<Long> seqs() {
        return events().stream().map(event -> event.path("seq").longValue()).toList();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        int status = answers.getAsInt();
        take(request);
        return new MockResponse.Builder().code(status).build();
    }

    private synchronized void take(RecordedRequest request) {
        String id = String.valueOf(request.getHeaders().get("webhook-id"));
        String timestamp = String.valueOf(request.getHeaders().get("webhook-timestamp"));
        byte[] body =
                request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        String expected = signature(id + "." + timestamp + "." + new String(body, StandardCharsets.UTF_8));
        assertThat(String.valueOf(request.getHeaders().get("webhook-signature")).split(" "))
                .contains("v1," + expected);
        if (had.add(id)) {
            JsonNode message = parsed(body);
            messages.add(message);
            message.path("data").forEach(events::add);
        }
    }

    private static String signature(String signed) {
        try {
            byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
