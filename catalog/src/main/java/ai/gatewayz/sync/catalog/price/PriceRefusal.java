package ai.gatewayz.sync.catalog.price;

import java.util.Locale;

/** Why one price value was not taken; the model's other fields are kept. */
public enum PriceRefusal {
    /** Not decimal text: currency signs, thousands separators, NaN, objects. */
    NOT_A_NUMBER,
    /** Below zero and not the dynamic marker. */
    NEGATIVE,
    /** The dynamic marker, on a line other than the unconditional price of input and output tokens. */
    DYNAMIC_LINE,
    /** Too many digits, or a non-zero value under 1e-11 dollars per token. */
    OUT_OF_BAND,
    /** A currency other than US dollars. */
    CURRENCY,
    /** No declared unit for the field. */
    UNIT_UNKNOWN,
    /** Tiers by prompt size out of order, with a gap or an overlap, or with a condition that is not read. */
    TIERS,
    /** An entry with a condition that cannot be read: a malformed window, an unknown zone, weekday or name, dates the wrong way round. */
    CONDITION,
    /** Words beside an amount that state another unit than the one that it is declared in. */
    UNIT_CONTRADICTED,
    /** Two readings of one price that differ, or two prices under conditions of equal rank that hold at the same time. */
    CONFLICTING,
    /** Rows of one id that state different prices: neither is taken, so that none follows the order of a list. */
    DUPLICATE_ID_PRICES,
    /** The list that tells the price did not come, only the one that names the models: a known price stays. */
    SECOND_LIST_MISSING,
    /** A discount that is no fraction from 0 to less than 1; the price is taken without it. */
    DISCOUNT;

    /** The lower-case name used in JSON, SQL and metric labels. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
