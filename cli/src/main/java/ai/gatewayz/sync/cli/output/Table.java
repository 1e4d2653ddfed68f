package ai.gatewayz.sync.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under headings, columns aligned by their widest cell; columns of numbers are aligned to the right. */
public final class Table {
    private static final String GAP = "  ";
    /** Cells that need no heading to be understood: what the row is about. */
    private static final int IDENTIFYING = 2;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /** A heading that starts with {@code >} makes its column right-aligned. */
    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** Adds a row; it must have a cell for each heading. */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.size() + " columns");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(printable(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    /** Whether there is nothing below the headings. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, without trailing blanks. */
    public List<String> lines() {
        int columns = headings.size();
        int[] widths = new int[columns];
        List<String> names = headings.stream()
                .map(heading -> isNumber(heading) ? heading.substring(1) : heading)
                .toList();
        for (int i = 0; i < columns; i++) {
            widths[i] = width(names.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(names, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    /** Prints every line; on a terminal that is too narrow for them each row becomes a paragraph. */
    public void print(Screen screen) {
        List<String> lines = lines();
        if (screen.terminal() && lines.stream().anyMatch(line -> width(line) > screen.columns())) {
            rows.forEach(row -> paragraph(row, screen));
            return;
        }
        screen.line(screen.strong(lines.get(0)));
        lines.subList(1, lines.size()).forEach(screen::line);
    }

    /** The first cells on a line of their own, as many as fit; then every other cell with its heading. */
    private void paragraph(List<String> row, Screen screen) {
        StringBuilder line = new StringBuilder();
        boolean first = true;
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            if (cell.isEmpty()) {
                continue;
            }
            String name = isNumber(headings.get(i)) ? headings.get(i).substring(1) : headings.get(i);
            String part = i < IDENTIFYING ? cell : name.toLowerCase(Locale.ROOT) + " " + cell;
            if (line.length() > 0 && width(line + GAP + part) > screen.columns()) {
                screen.line(first ? screen.strong(line.toString()) : line.toString());
                first = false;
                line.setLength(0);
                line.append(GAP).append(part);
            } else {
                line.append(line.length() == 0 ? "" : GAP).append(part);
            }
        }
        screen.line(first ? screen.strong(line.toString()) : line.toString());
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String blanks = " ".repeat(widths[i] - width(cell));
            line.append(i == 0 ? "" : GAP).append(isNumber(headings.get(i)) ? blanks + cell : cell + blanks);
        }
        return line.toString().stripTrailing();
    }

    /** Provider texts are foreign: control characters could rewrite the user's screen. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static boolean isNumber(String heading) {
        return heading.startsWith(">");
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
