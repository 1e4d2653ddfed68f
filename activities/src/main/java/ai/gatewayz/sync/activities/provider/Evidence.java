package ai.gatewayz.sync.activities.provider;

/** What the shape of a provider's list and the unit of its prices are known from. */
public enum Evidence {
    RECORDED_BODY("a list that it sent"),
    DOCUMENTATION("its documentation"),
    OTHER_CLIENTS("other programs that read it"),
    FORMER_CLIENT("the old system's client only");

    private final String words;

    Evidence(String words) {
        this.words = words;
    }

    /** In a few words, for documents. */
    public String words() {
        return words;
    }
}
