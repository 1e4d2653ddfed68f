package ai.gatewayz.sync.workflows.model;

import org.jspecify.annotations.Nullable;

/**
 * How the announcements of one instant stand.
 *
 * @param waiting models of which nobody can say yet
 * @param kept models of which it came
 * @param missed models of which it did not
 * @param nextLookAt when to look again, ISO 8601; null when there is nothing to wait for
 */
public record AnnouncementLook(
        long waiting, long kept, long missed, @Nullable String nextLookAt) {}
