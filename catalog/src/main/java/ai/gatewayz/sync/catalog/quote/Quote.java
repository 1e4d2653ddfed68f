package ai.gatewayz.sync.catalog.quote;

import java.math.BigDecimal;
import java.util.List;

/** The answer to a quote request: a sum with its lines, or why there is none. */
public sealed interface Quote {
    /** An exact sum. */
    record Cost(List<QuoteLine> lines) implements Quote {
        /** Takes a private copy. */
        public Cost {
            lines = List.copyOf(lines);
        }

        /** Exact US dollars. */
        public BigDecimal total() {
            return lines.stream().map(QuoteLine::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /**
     * No sum can be told.
     *
     * @param reason a machine word: {@code price_unknown}, {@code price_dynamic}, {@code not_priced}, {@code ambiguous}
     * @param detail a sentence with the facts
     */
    record Refusal(String reason, String detail) implements Quote {}
}
