package ai.gatewayz.sync.simulator.model;

import java.math.BigDecimal;

/**
 * One provider's offering of a model at one moment.
 *
 * @param id the provider's id, exactly as on the wire
 * @param created seconds since 1970
 * @param salt stable random bits of this offering; they decide its odd features
 */
public record SimModel(String id, BaseModel base, Price price, int context, int maxOutput, long created, long salt) {

    /** The vendor's name for people. */
    public String displayName() {
        return base.name().replace('-', ' ');
    }

    /** A text as long as providers' descriptions are. */
    public String description() {
        String window = context > 0 ? " with a context of " + context + " tokens" : "";
        return displayName() + " by " + base.org() + " is made for "
                + base.kind().label() + " work" + window
                + ". It is suited for " + (base.reasoning() ? "multi-step planning, " : "drafting, ")
                + (base.vision() ? "document and chart understanding, " : "summaries and extraction, ")
                + "assistants and batch work, with predictable latency (release " + Long.toHexString(salt >>> 40)
                + ").";
    }

    /** Whether this offering has an odd feature that {@code permille} of 1000 offerings have. */
    public boolean odd(String feature, int permille) {
        return Dice.of(salt, feature).permille(permille);
    }

    /** A stable choice of this offering, from 0 up to {@code bound}. */
    public int pick(String feature, int bound) {
        return Dice.of(salt, feature).below(bound);
    }

    /** Whether the model calls tools. */
    public boolean tools() {
        return base.kind() == Kind.CHAT && !odd("no-tools", 250);
    }

    /** Whether the offering costs nothing and says so. */
    public boolean free() {
        return price.state() == Price.State.FREE;
    }

    /** Whether the offering has a token price. */
    public boolean priced() {
        return price.state() == Price.State.PRICED && price.input() != null;
    }

    /** USD per 1M input tokens; zero when there is no such price. */
    public BigDecimal input() {
        return Price.orZero(price.input());
    }

    /** USD per 1M output tokens; zero when there is no such price. */
    public BigDecimal output() {
        return Price.orZero(price.output());
    }

    /** The same offering at another price. */
    public SimModel at(Price other) {
        return new SimModel(id, base, other, context, maxOutput, created, salt);
    }

    /** The same offering with other limits, in tokens. */
    public SimModel limits(int newContext, int newMaxOutput) {
        return new SimModel(id, base, price, newContext, newMaxOutput, created, salt);
    }

    /** The same offering under another id. */
    public SimModel renamed(String newId) {
        return new SimModel(newId, base, price, context, maxOutput, created, salt);
    }
}
