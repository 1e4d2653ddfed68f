package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.http.NotificationException;

/** A way to reach operators. */
public interface AlertChannel {
    /** A short, stable name: who was told is remembered by it. */
    String name();

    /**
     * Sends a message.
     *
     * @throws NotificationException when it has to be tried again
     */
    void send(AlertMessage message) throws NotificationException;
}
