package ai.gatewayz.sync.cli.output;

import ai.gatewayz.sync.activities.audit.Scorecard;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A scorecard as tables for people, as Markdown, and as JSON. */
public final class ScorecardView {
    private static final String[] COMPARED = {"provider", "feed", "dimension", ">joined", ">equal", ">equal %"};
    private static final String[] BY_REFERENCE = {
        "provider", ">models", ">corroborated", ">uncorroborated", ">feeds disagree", ">unknown"
    };
    private static final String[] MISMATCHES = {
        "provider", "model", "dimension", "feed", ">price", ">reference", ">ratio", "disposition"
    };

    private static final String[] UNREAD = {"provider", "field", ">models", "reason"};

    private final Scorecard card;

    /** The view of a card. */
    public ScorecardView(Scorecard card) {
        this.card = card;
    }

    /** Prints it. */
    public void print(Screen screen) {
        section(screen, "Prices that the provider and a feed both tell; equal within 0.5 %", COMPARED, compared());
        section(screen, "Providers whose prices are the feeds'", BY_REFERENCE, byReference());
        section(screen, "Differences, US dollars per token", MISMATCHES, mismatches());
        section(screen, "Fields that state a price and are not read", UNREAD, unread());
    }

    private static void section(Screen screen, String title, String[] headings, List<Object[]> rows) {
        screen.line(title);
        if (rows.isEmpty()) {
            screen.line("  none");
        } else {
            Table table = new Table(headings);
            rows.forEach(table::row);
            table.print(screen);
        }
        screen.line("");
    }

    /** The lines of a document's tables. */
    public List<String> markdown() {
        List<String> lines = new ArrayList<>();
        markdown(lines, COMPARED, compared());
        lines.add("");
        markdown(lines, BY_REFERENCE, byReference());
        lines.add("");
        markdown(lines, MISMATCHES, mismatches());
        return lines;
    }

    /** The fields that are not read, as a document's table or as words. */
    public List<String> unreadTerms(boolean markdown) {
        List<String> lines = new ArrayList<>();
        if (markdown) {
            markdown(lines, UNREAD, unread());
        } else {
            unread().forEach(row -> lines.add(row[0] + "  " + row[1] + "  " + row[2] + " models  " + row[3]));
        }
        return lines;
    }

    private static void markdown(List<String> lines, String[] headings, List<Object[]> rows) {
        StringBuilder head = new StringBuilder("|");
        StringBuilder rule = new StringBuilder("|");
        for (String heading : headings) {
            boolean right = heading.startsWith(">");
            head.append(' ').append(right ? heading.substring(1) : heading).append(" |");
            rule.append(right ? "---:|" : "---|");
        }
        lines.add(head.toString());
        lines.add(rule.toString());
        for (Object[] row : rows) {
            StringBuilder line = new StringBuilder("|");
            for (Object cell : row) {
                line.append(' ')
                        .append(String.valueOf(cell).replace("|", "\\|"))
                        .append(" |");
            }
            lines.add(line.toString());
        }
    }

    /** As JSON. */
    public JsonNode json() {
        ObjectNode json = Json.object();
        fill(json.putArray("compared"), COMPARED, compared());
        fill(json.putArray("priced_by_reference"), BY_REFERENCE, byReference());
        fill(json.putArray("mismatches"), MISMATCHES, mismatches());
        fill(json.putArray("unread"), UNREAD, unread());
        return json;
    }

    private static void fill(ArrayNode array, String[] headings, List<Object[]> rows) {
        for (Object[] row : rows) {
            ObjectNode object = array.addObject();
            for (int i = 0; i < headings.length; i++) {
                String name =
                        headings[i].replace(">", "").replace(" %", "_percent").replace(' ', '_');
                if (row[i] instanceof Long number) {
                    object.put(name, number);
                } else {
                    object.put(name, String.valueOf(row[i]));
                }
            }
        }
    }

    private List<Object[]> unread() {
        return card.unread().stream()
                .map(u -> new Object[] {u.provider(), u.path(), u.models(), u.reason()})
                .toList();
    }

    private List<Object[]> compared() {
        return card.compared().stream()
                .map(c -> new Object[] {
                    c.provider(), c.feed(), c.dimension(), c.joined(), c.equal(), percent(c.equal(), c.joined())
                })
                .toList();
    }

    private List<Object[]> byReference() {
        return card.byReference().stream()
                .map(r -> new Object[] {
                    r.provider(), r.models(), r.corroborated(), r.uncorroborated(), r.disagree(), r.unknown()
                })
                .toList();
    }

    private List<Object[]> mismatches() {
        return card.mismatches().stream()
                .map(m -> new Object[] {
                    m.provider(),
                    m.model(),
                    m.dimension(),
                    m.feed(),
                    m.price(),
                    m.reference(),
                    new BigDecimal(m.price())
                            .divide(new BigDecimal(m.reference()), 3, RoundingMode.HALF_EVEN)
                            .toPlainString(),
                    m.disposition()
                })
                .toList();
    }

    private static String percent(long part, long whole) {
        return BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
