package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.http.NotificationClient;
import java.io.IOException;
import java.util.List;
import mockwebserver3.MockWebServer;

/** Real HTTP servers in place of Slack and Resend, and the channels to them. */
final class Inboxes implements AutoCloseable {
    final MockWebServer slack = new MockWebServer();
    final MockWebServer resend = new MockWebServer();
    final NotificationClient http = new NotificationClient(true);

    void start() throws IOException {
        slack.start();
        resend.start();
    }

    List<AlertChannel> channels() {
        return List.of(
                new SlackChannel(slack.url("/services/T/B/x").toString(), http),
                new EmailChannel(
                        resend.url("/emails").toString(),
                        new EmailChannel.Account("re_key", "sync@example.com", List.of("a@example.com")),
                        http));
    }

    @Override
    public void close() {
        slack.close();
        resend.close();
        http.close();
    }
}
