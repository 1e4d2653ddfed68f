package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.Price;
import ai.gatewayz.sync.simulator.model.SimModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows that no reader may let through: absurd prices in every place where the provider writes one, missing or absurd
 * ids, and elements that are no rows at all. They work on the finished text, so the row writers stay honest.
 */
public final class PoisonRows {
    /** A price whose digits survive every change of unit and are then found again in the text. */
    private static final BigDecimal MARKER = new BigDecimal("0.654321");

    private static final Pattern MARKED = Pattern.compile("\"?[\\d.]*6\\.?5\\.?4\\.?3\\.?2\\.?1[\\d.]*\"?");
    private static final List<String> PRICES = List.of(
            "1e100000000",
            "\"NaN\"",
            "\"1e100000000\"",
            "-5",
            "\"Infinity\"",
            "{}",
            "\"free!\"",
            "1e-400",
            "[[]]",
            "\"0x1F\"",
            "true");
    private static final List<String> IDS = List.of("null", "\"\"", "12345", "{}", "\"\\u0000\\n\\u202e\"", "[]");
    private static final List<String> NON_ROWS = List.of("null", "42", "\"model\"", "[]", "{}");

    private PoisonRows() {}

    /** {@code count} bad rows in the shape of a list; models gives the shape and must not be empty. */
    public static List<String> of(Listing listing, List<SimModel> models, int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SimModel model = models.get(i % models.size());
            int pick = i / 3;
            rows.add(
                    switch (i % 3) {
                        case 0 -> badPrice(listing, model, i, PRICES.get(pick % PRICES.size()));
                        case 1 -> badId(listing, model, IDS.get(pick % IDS.size()));
                        default -> NON_ROWS.get(pick % NON_ROWS.size());
                    });
        }
        // A writer may leave out a model that it has nothing to say about.
        rows.removeIf(String::isEmpty);
        return rows;
    }

    private static String badPrice(Listing listing, SimModel model, int number, String text) {
        SimModel marked = model.renamed(model.id() + "-poison-" + number).at(Price.tokens(MARKER, MARKER, null));
        return MARKED.matcher(ProviderSpec.rowText(listing, marked)).replaceAll(Matcher.quoteReplacement(text));
    }

    private static String badId(Listing listing, SimModel model, String id) {
        return ProviderSpec.rowText(listing, model).replace(JsonWriter.quoted(model.id()), id);
    }
}
