package ai.gatewayz.sync.simulator.model;

import java.util.Locale;

/** What a model does, which decides how it is billed: only chat and embeddings are billed per token. */
public enum Kind {
    CHAT("token"),
    EMBEDDING("token"),
    RERANK("search"),
    IMAGE("image"),
    VIDEO("second"),
    SPEECH("character"),
    TRANSCRIPTION("minute"),
    ROUTER("token");

    private final String billedPer;

    Kind(String billedPer) {
        this.billedPer = billedPer;
    }

    /** The thing one price is for, in the words of the media providers. */
    public String billedPer() {
        return billedPer;
    }

    /** Whether a price of this kind is a price per token. */
    public boolean perToken() {
        return this == CHAT || this == EMBEDDING || this == ROUTER;
    }

    /** The lower-case name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
