package ai.gatewayz.sync.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under headings, columns aligned by their widest cell; columns of numbers are aligned to the right. */
public final class Table {
    private static final String GAP = "  ";
    private static final String INDENT = "    ";
    private static final String REMARKS = "+";
    /** Cells that need no heading to be understood: what the row is about. */
    private static final int IDENTIFYING = 2;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A heading that starts with {@code >} makes its column right-aligned; one that starts with {@code +}, the last, is of
     * remarks: where the terminal is too narrow they stand below their rows.
     */
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
        return lines(headings.size());
    }

    private List<String> lines(int columns) {
        int[] widths = new int[columns];
        List<String> names = headings.stream().map(Table::name).toList();
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

    /**
     * Prints every line. On a terminal that is too narrow for them, remarks stand below their rows; where that does not
     * help, each row becomes a paragraph.
     */
    public void print(Screen screen) {
        List<String> lines = lines();
        int remarks = headings.get(headings.size() - 1).startsWith(REMARKS) ? headings.size() - 1 : -1;
        if (fit(lines, screen)) {
            remarks = -1;
        } else if (remarks > 0 && fit(lines(remarks), screen)) {
            lines = lines(remarks);
        } else {
            rows.forEach(row -> paragraph(row, screen));
            return;
        }
        screen.line(screen.strong(lines.get(0)));
        for (int i = 0; i < rows.size(); i++) {
            screen.line(lines.get(i + 1));
            if (remarks > 0 && !rows.get(i).get(remarks).isEmpty()) {
                screen.sentence(INDENT, rows.get(i).get(remarks));
            }
        }
    }

    private static boolean fit(List<String> lines, Screen screen) {
        return !screen.terminal() || lines.stream().allMatch(line -> width(line) <= screen.columns());
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
            String part = i < IDENTIFYING ? cell : name(headings.get(i)).toLowerCase(Locale.ROOT) + " " + cell;
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

    private static String name(String heading) {
        return isNumber(heading) || heading.startsWith(REMARKS) ? heading.substring(1) : heading;
    }

    private static boolean isNumber(String heading) {
        return heading.startsWith(">");
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
