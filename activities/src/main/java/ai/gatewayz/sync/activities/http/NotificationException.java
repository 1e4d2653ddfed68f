package ai.gatewayz.sync.activities.http;

/** A notification that was not taken; the message names neither address nor secret. */
public final class NotificationException extends Exception {
    private static final long serialVersionUID = 1L;

    NotificationException(String message) {
        super(message);
    }
}
