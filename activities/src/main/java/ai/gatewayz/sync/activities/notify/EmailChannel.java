package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.http.NotificationException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** E-mail by Resend's HTTP interface. Its text shows no key. */
public final class EmailChannel implements AlertChannel {
    /** Where Resend takes e-mails. */
    public static final String RESEND = "https://api.resend.com/emails";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final Account account;
    private final NotificationClient http;

    /** Whose key it is, who sends and who receives. */
    public record Account(String apiKey, String from, List<String> to) {
        @Override
        public String toString() {
            return "Account[from=" + from + ", to=" + to + "]";
        }
    }

    /** A channel over an address that speaks Resend's interface. */
    public EmailChannel(String url, Account account, NotificationClient http) {
        this.url = url;
        this.account = account;
        this.http = http;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public void send(AlertMessage message) throws NotificationException {
        ObjectNode body = JSON.createObjectNode().put("from", account.from());
        account.to().forEach(body.withArray("to")::add);
        body.put("subject", "[" + message.severity() + "] " + message.title()).put("text", message.text());
        http.post(
                url,
                Map.of("Authorization", "Bearer " + account.apiKey(), "Idempotency-Key", message.id()),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
