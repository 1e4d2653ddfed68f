package ai.gatewayz.sync.migrations;

import org.flywaydb.core.api.FlywayException;

/** A schema that cannot be brought up to date; its message is one line. */
public final class SchemaException extends FlywayException {
    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }

    SchemaException(FlywayException cause) {
        super("the schema cannot be brought up to date: " + oneLine(String.valueOf(cause.getMessage())), cause);
    }

    private static String oneLine(String text) {
        return String.join(" ", text.lines().map(String::strip).toList());
    }
}
