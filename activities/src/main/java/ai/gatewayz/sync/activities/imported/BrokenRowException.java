package ai.gatewayz.sync.activities.imported;

/** A row that cannot be taken over, and the column that is why. The message repeats no value: it is what rows are counted by. */
final class BrokenRowException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenRowException(String column, String what) {
        super(column + " " + what);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
