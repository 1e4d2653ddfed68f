package ai.gatewayz.sync.activities.notify;

/**
 * What operators read.
 *
 * @param id the same for every attempt to send it
 * @param severity {@code critical}, {@code warning}, {@code recovered}, or {@code digest}, which is none
 * @param title one line
 * @param text what happened, how bad it is and what to run
 */
public record AlertMessage(String id, String severity, String title, String text) {}
