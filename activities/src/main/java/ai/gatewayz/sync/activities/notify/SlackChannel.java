package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.http.NotificationException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A Slack channel, by its incoming webhook. The address is a secret. */
public final class SlackChannel implements AlertChannel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> SIGNS = Map.of(
            "critical", ":rotating_light:",
            "warning", ":warning:",
            "recovered", ":white_check_mark:",
            "digest", ":newspaper:");

    private final String url;
    private final NotificationClient http;

    /** The channel behind an incoming webhook. */
    public SlackChannel(String url, NotificationClient http) {
        this.url = url;
        this.http = http;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public void send(AlertMessage message) throws NotificationException {
        String text = SIGNS.getOrDefault(message.severity(), "") + " *" + escaped(message.title()) + "*\n"
                + escaped(message.text());
        byte[] body = JSON.createObjectNode().put("text", text).toString().getBytes(StandardCharsets.UTF_8);
        http.post(url, Map.of(), body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
