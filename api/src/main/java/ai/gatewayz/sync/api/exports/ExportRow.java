package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.model.Modalities;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An active model with all that an export may say about it.
 *
 * @param components the price list as it is stored
 */
record ExportRow(
        ExportedProvider provider,
        Names names,
        TokenLimits limits,
        ModalityWords modalities,
        Abilities abilities,
        ListingDates dates,
        Pricing pricing,
        String components) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /**
     * Who offers it.
     *
     * @param liteLlmName LiteLLM's name of it
     * @param genaiPricesName the id that genai-prices has for it; null where it has none
     */
    record ExportedProvider(
            String slug,
            String name,
            String baseUrl,
            String liteLlmName,
            @Nullable String genaiPricesName) {}

    /** What it is called. */
    record Names(
            String providerModelId,
            String modelId,
            String name,
            @Nullable String description) {}

    /** How much it takes and gives, in tokens. */
    record TokenLimits(
            @Nullable Long contextLength, @Nullable Long maxOutputTokens) {}

    /**
     * What it is for, and what goes in and comes out.
     *
     * @param kind a word of {@link ModelKind}; null when nobody says
     * @param arrow such as {@code text->text}; null, and the words empty, when they are not known
     */
    record ModalityWords(@Nullable String kind, @Nullable String arrow, List<String> inputs, List<String> outputs) {}

    /** What it is for; empty when nobody says. */
    Optional<ModelKind> kind() {
        return modalities.kind() == null
                ? ModelKind.of(new Modalities(modalities.inputs(), modalities.outputs()))
                : ModelKind.ofWord(modalities.kind());
    }

    /**
     * Its days, as ISO dates.
     *
     * @param created on which the model appeared
     * @param createdEpoch the same in epoch seconds
     * @param updated of the last confirmation by the provider
     * @param deprecated from which on it is not to be used any more; null when that is not announced
     * @param isOver whether that day has come
     */
    record ListingDates(
            String created,
            long createdEpoch,
            String updated,
            @Nullable String deprecated,
            boolean isOver) {}

    /** What it can do; unknown counts as no. */
    record Abilities(boolean tools, boolean vision, boolean json, boolean reasoning, boolean structured) {}

    /** The usual dollars per unit. */
    Optional<BigDecimal> price(PriceKind kind, BillingUnit unit) {
        return pricing.base(kind, unit).map(UnitPrice::usd);
    }

    /** The usual dollars per token. */
    Optional<BigDecimal> perToken(PriceKind kind) {
        return price(kind, BillingUnit.TOKEN);
    }

    /** The usual dollars per million tokens. */
    Optional<BigDecimal> perMillion(PriceKind kind) {
        return perToken(kind).map(ExportRow::million);
    }

    static BigDecimal million(BigDecimal perToken) {
        return perToken.multiply(MILLION);
    }

    /** Whether a tool that takes missing prices for zero may be shown this model. */
    boolean isPriced() {
        return pricing.state() == PriceState.PRICED || pricing.state() == PriceState.FREE;
    }
}
