package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.http.NotificationException;
import ai.gatewayz.sync.activities.notify.AlertChannel;
import ai.gatewayz.sync.activities.notify.AlertMessage;
import ai.gatewayz.sync.activities.notify.EmailChannel;
import ai.gatewayz.sync.activities.notify.SlackChannel;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.schedule.CronLine;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How operators are reached. Its text shows no address and no key.
 *
 * @param slackUrl an incoming webhook; null without one
 * @param email null when none is to be sent
 * @param emailUrl where e-mails are handed over
 * @param digest when they are told what changed (UTC); null for never
 */
public record AlertSettings(
        @Nullable String slackUrl,
        EmailChannel.@Nullable Account email,
        String emailUrl,
        @Nullable CronLine digest) {
    /** Reads the environment; the three e-mail variables go together, and a digest needs somebody to read it. */
    static AlertSettings from(EnvironmentReader reader) {
        AlertSettings channels = channels(reader);
        String line = reader.text("DIGEST_CRON");
        if (line == null) {
            return channels;
        }
        if (channels.slackUrl == null && channels.email == null) {
            throw new ConfigurationException(
                    "DIGEST_CRON", "is set, but nobody is to be told; set SLACK_WEBHOOK_URL or RESEND_API_KEY too");
        }
        try {
            return new AlertSettings(channels.slackUrl, channels.email, channels.emailUrl, CronLine.parse(line));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("DIGEST_CRON", String.valueOf(e.getMessage()));
        }
    }

    private static AlertSettings channels(EnvironmentReader reader) {
        String template = reader.text("PROVIDER_BASE_URL_TEMPLATE");
        boolean privateNetworks = template != null;
        // A replay or a test must not write to people.
        String emailUrl = template == null
                ? EmailChannel.RESEND
                : template.replace("{provider}", "resend").replaceFirst("/$", "") + "/emails";
        String slack = reader.text("SLACK_WEBHOOK_URL");
        if (slack != null) {
            String problem = NotificationClient.problem(slack, privateNetworks);
            if (problem != null) {
                throw new ConfigurationException("SLACK_WEBHOOK_URL", problem);
            }
        }
        String key = reader.text("RESEND_API_KEY");
        List<String> to = reader.list("ALERT_EMAIL");
        String from = reader.text("ALERT_FROM");
        if (key == null && to.isEmpty() && from == null) {
            return new AlertSettings(slack, null, emailUrl, null);
        }
        if (key == null) {
            throw new ConfigurationException("RESEND_API_KEY", "is not set, but ALERT_EMAIL or ALERT_FROM is");
        }
        if (to.isEmpty()) {
            throw new ConfigurationException("ALERT_EMAIL", "is not set, but RESEND_API_KEY is: who is to be told?");
        }
        if (from == null) {
            throw new ConfigurationException(
                    "ALERT_FROM", "is not set, but RESEND_API_KEY is; give a sender that Resend has verified");
        }
        return new AlertSettings(slack, new EmailChannel.Account(key, from, to), emailUrl, null);
    }

    /**
     * Sends a message to every channel that the environment names, once, without keeping it for another try.
     *
     * @return the channels' names, and whether each took it; empty when none is set
     */
    public static SortedMap<String, Boolean> sendOnce(EnvironmentReader reader, AlertMessage message) {
        SortedMap<String, Boolean> told = new TreeMap<>();
        try (NotificationClient http = new NotificationClient(reader.text("PROVIDER_BASE_URL_TEMPLATE") != null)) {
            for (AlertChannel channel : from(reader).channels(http)) {
                try {
                    channel.send(message);
                    told.put(channel.name(), true);
                } catch (NotificationException e) {
                    told.put(channel.name(), false);
                }
            }
        }
        return told;
    }

    List<AlertChannel> channels(NotificationClient http) {
        List<AlertChannel> channels = new ArrayList<>();
        if (slackUrl != null) {
            channels.add(new SlackChannel(slackUrl, http));
        }
        if (email != null) {
            channels.add(new EmailChannel(emailUrl, email, http));
        }
        return channels;
    }

    @Override
    public String toString() {
        return "AlertSettings[" + (slackUrl == null ? "" : "slack ") + (email == null ? "" : "email")
                + (digest == null ? "" : " digest") + "]";
    }
}
