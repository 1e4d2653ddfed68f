package ai.gatewayz.sync.cli.doctor;

import java.util.Locale;

/**
 * What one check found.
 *
 * @param subject what was looked at
 * @param message what is so and, if it is not fine, what to do
 */
public record Finding(String subject, State state, String message) {
    /** How bad it is. */
    public enum State {
        OK,
        /** It runs, with less than it could have. */
        WARN,
        /** It does not run. */
        FAIL;

        /** The lower-case name. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String subject, String message) {
        return new Finding(subject, State.OK, message);
    }

    static Finding warn(String subject, String message) {
        return new Finding(subject, State.WARN, message);
    }

    static Finding fail(String subject, String message) {
        return new Finding(subject, State.FAIL, message);
    }
}
