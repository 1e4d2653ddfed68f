package ai.gatewayz.sync.simulator.model;

/** Which reference feed knows the price of an offering whose provider states none. */
public enum FeedCoverage {
    BOTH,
    MODELS_DEV,
    LITELLM,
    /** Both, with different values. */
    DISPUTED,
    NEITHER;

    /**
     * The coverage of an offering. Dated and {@code -latest} spellings of one release share it, so that a reader's
     * alias rules cannot find a price that the oracle denies.
     */
    public static FeedCoverage of(String slug, SimModel model) {
        if (!model.priced()) {
            return NEITHER;
        }
        String stem = model.id().replaceAll("(-latest|-\\d{2}-\\d{4}|-\\d{4}-\\d{2}-\\d{2}|-\\d{3,8})+$", "");
        int roll = Dice.of(7, slug, stem).below(100);
        if (slug.equals("clarifai")) {
            return roll < 60 ? MODELS_DEV : NEITHER;
        }
        if (roll < 72) {
            return BOTH;
        }
        if (roll < 84) {
            return LITELLM;
        }
        if (roll < 89) {
            return MODELS_DEV;
        }
        return roll < 92 ? DISPUTED : NEITHER;
    }

    /** Whether models.dev has a row. */
    public boolean inModelsDev() {
        return this == BOTH || this == MODELS_DEV || this == DISPUTED;
    }

    /** Whether the LiteLLM map has a row. */
    public boolean inLiteLlm() {
        return this == BOTH || this == LITELLM || this == DISPUTED;
    }
}
