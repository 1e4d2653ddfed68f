package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.output.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices a file of usage twice: as its prices were known when it happened, and as they are known now. */
final class UsageQuotes {
    private static final int BATCH = 10_000;
    private static final int MOST_SHOWN = 50;

    /** What one usage cost; null where it has no price, and then why. */
    private record Line(
            UsageFile.Usage usage,
            @Nullable BigDecimal then,
            @Nullable BigDecimal now,
            String reason) {
        BigDecimal difference() {
            return amount(now).subtract(amount(then));
        }
    }

    private final UsageFile.Content content;
    private final List<Line> lines = new ArrayList<>();

    private UsageQuotes(UsageFile.Content content) {
        this.content = content;
    }

    /** Asks a service for the prices. */
    static UsageQuotes of(UsageFile.Content content, ApiClient api) {
        UsageQuotes quotes = new UsageQuotes(content);
        for (int begin = 0; begin < content.usages().size(); begin += BATCH) {
            List<UsageFile.Usage> part =
                    content.usages().subList(begin, Math.min(content.usages().size(), begin + BATCH));
            JsonNode then = ask(api, part, true);
            JsonNode now = ask(api, part, false);
            for (int i = 0; i < part.size(); i++) {
                quotes.lines.add(new Line(
                        part.get(i),
                        total(then.get(i)),
                        total(now.get(i)),
                        now.get(i).path("detail").asText()));
            }
        }
        return quotes;
    }

    private static JsonNode ask(ApiClient api, List<UsageFile.Usage> part, boolean asKnownThen) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode usages = body.putArray("usages");
        for (UsageFile.Usage usage : part) {
            ObjectNode fields = usage.fields().deepCopy();
            if (asKnownThen && fields.has("at")) {
                fields.set("as_known_at", fields.get("at"));
            }
            usages.add(fields);
        }
        return api.post("/quotes", body).path("results");
    }

    private static @Nullable BigDecimal total(JsonNode result) {
        String total = result.path("total_usd").asText();
        return total.isEmpty() ? null : new BigDecimal(total);
    }

    private static BigDecimal amount(@Nullable BigDecimal total) {
        return total == null ? BigDecimal.ZERO : total;
    }

    /** Whether every line of the file has a price now. */
    boolean isComplete() {
        return content.broken().isEmpty() && lines.stream().noneMatch(line -> line.now() == null);
    }

    private BigDecimal sum(boolean then) {
        return lines.stream()
                .map(line -> amount(then ? line.then() : line.now()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Line> differing() {
        return lines.stream()
                .filter(line -> line.difference().signum() != 0)
                .sorted(Comparator.comparing((Line line) -> line.difference().abs())
                        .reversed())
                .toList();
    }

    /** Lines without a price by model and reason, those with most lines first. */
    private List<List<Line>> unpriced() {
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        lines.stream().filter(line -> line.now() == null).forEach(line -> groups.computeIfAbsent(
                        text(line, "provider") + " " + text(line, "model") + " " + line.reason(),
                        key -> new ArrayList<>())
                .add(line));
        return groups.values().stream()
                .sorted(Comparator.comparingInt((List<Line> group) -> group.size())
                        .reversed())
                .toList();
    }

    private static String text(Line line, String field) {
        return Json.text(line.usage().fields(), field, "");
    }

    /** For machines. */
    JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("lines", lines.size() + content.broken().size());
        json.put("total_usd_as_known_then", plain(sum(true)));
        json.put("total_usd", plain(sum(false)));
        json.put("difference_usd", plain(sum(false).subtract(sum(true))));
        ArrayNode differences = json.putArray("differences");
        differing().forEach(line -> differences
                .addObject()
                .put("line", line.usage().line())
                .put("as_known_then", line.then() == null ? null : plain(line.then()))
                .put("total_usd", line.now() == null ? null : plain(line.now()))
                .put("difference_usd", plain(line.difference())));
        ArrayNode unpriced = json.putArray("unpriced");
        lines.stream().filter(line -> line.now() == null).forEach(line -> unpriced.addObject()
                .put("line", line.usage().line())
                .put("reason", line.reason()));
        ArrayNode broken = json.putArray("broken");
        content.broken()
                .forEach(line -> broken.addObject().put("line", line.line()).put("message", line.message()));
        return json;
    }

    /** For people. */
    void print(Screen screen) {
        screen.line("Total: " + plain(sum(false)) + " USD as known now, " + plain(sum(true))
                + " USD as known then (difference " + plain(sum(false).subtract(sum(true))) + " USD), of "
                + lines.stream().filter(line -> line.now() != null).count() + " of "
                + (lines.size() + content.broken().size()) + " lines");
        List<Line> differing = differing();
        if (!differing.isEmpty()) {
            screen.line("");
            screen.line("Priced otherwise since, the widest first:");
            Table table = new Table(">LINE", "PROVIDER", "MODEL", "AT", ">USD THEN", ">USD NOW", ">DIFFERENCE");
            differing.stream()
                    .limit(MOST_SHOWN)
                    .forEach(line -> table.row(
                            line.usage().line(),
                            text(line, "provider"),
                            text(line, "model"),
                            text(line, "at"),
                            line.then() == null ? "unknown" : plain(line.then()),
                            line.now() == null ? "unknown" : plain(line.now()),
                            plain(line.difference())));
            table.print(screen);
        }
        printUnpriced(screen);
    }

    private void printUnpriced(Screen screen) {
        List<List<Line>> unpriced = unpriced();
        if (!unpriced.isEmpty()) {
            screen.line("");
            screen.line("Not priced:");
            Table table = new Table(">LINES", ">FIRST", "PROVIDER", "MODEL", "WHY");
            unpriced.stream()
                    .limit(MOST_SHOWN)
                    .forEach(group -> table.row(
                            group.size(),
                            group.get(0).usage().line(),
                            text(group.get(0), "provider"),
                            text(group.get(0), "model"),
                            group.get(0).reason()));
            table.print(screen);
        }
        if (!content.broken().isEmpty()) {
            screen.line("");
            screen.line("Not read:");
            Table table = new Table(">LINE", "WHY");
            content.broken().stream().limit(MOST_SHOWN).forEach(line -> table.row(line.line(), line.message()));
            table.print(screen);
        }
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
