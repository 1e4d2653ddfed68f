package ai.gatewayz.sync.activities.stage;

/** The stage does not hold what was staged, or the catalog moved since: compare again. */
public final class StageLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StageLostException(String provider, long expected, long found) {
        super("the stage of " + provider + " has " + found + " of " + expected
                + " rows, or the catalog changed since it was compared");
    }
}
