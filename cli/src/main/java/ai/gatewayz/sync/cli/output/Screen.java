package ai.gatewayz.sync.cli.output;

import java.io.PrintWriter;
import java.util.Map;

/**
 * Where output goes and what it may look like.
 *
 * @param out results
 * @param err progress and problems
 * @param terminal whether a person watches; machines get plain lines
 * @param colour whether colour codes are welcome
 * @param live the line that is written over and over
 */
public record Screen(PrintWriter out, PrintWriter err, boolean terminal, boolean colour, LiveLine live) {
    private static final String TERMINAL_PROPERTY = "catalog-sync.terminal";
    private static final String COLUMNS_PROPERTY = "catalog-sync.columns";
    private static final int USUAL_COLUMNS = 80;

    /** A screen on which nothing is written over yet. */
    public Screen(PrintWriter out, PrintWriter err, boolean terminal, boolean colour) {
        this(out, err, terminal, colour, new LiveLine(err));
    }

    /**
     * The screen of this process. The launch script knows whether a terminal is there: {@link System#console()} answers
     * differently from Java 22 on.
     */
    public static Screen ofProcess(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        String told = System.getProperty(TERMINAL_PROPERTY);
        boolean terminal = told == null ? System.console() != null : told.equals("true");
        boolean dumb = "dumb".equals(environment.get("TERM"));
        String noColour = environment.get("NO_COLOR");
        boolean plain = noColour != null && !noColour.isEmpty();
        return new Screen(out, err, terminal && !dumb, terminal && !dumb && !plain);
    }

    /** How many characters fit in a line: told by the launch script, else what every terminal has. */
    public int columns() {
        int told = Integer.getInteger(COLUMNS_PROPERTY, USUAL_COLUMNS);
        return told < USUAL_COLUMNS / 2 ? USUAL_COLUMNS : told;
    }

    /** Without a terminal and colours, as for machines and tests. */
    public static Screen plain(PrintWriter out, PrintWriter err) {
        return new Screen(out, err, false, false);
    }

    /** One line of results. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A line of the answer that a terminal too narrow for it gets in several, each indented, broken between words only. */
    public void sentence(String indent, String text) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            boolean begun = line.length() > indent.length();
            if (begun && terminal && line.length() + 1 + word.length() > columns()) {
                line(line.toString());
                line.setLength(indent.length());
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
        }
        line(line.toString());
    }

    /** One line about the work itself. */
    public void note(String text) {
        live.above(text);
    }

    /** The same when the work is being stopped: nothing is written over any more. */
    public void lastNote(String text) {
        live.end();
        note(text);
    }

    /** How far the work is, in a line of a terminal that the next one replaces; machines are told nothing. */
    public void progress(String text) {
        if (terminal) {
            live.show(text);
        }
    }

    /** Takes that line away. */
    public void endProgress() {
        live.erase();
    }

    /** The text in green, where colours are welcome. */
    public String good(String text) {
        return paint("32", text);
    }

    /** The text in red, where colours are welcome. */
    public String bad(String text) {
        return paint("31", text);
    }

    /** The text in bold, where colours are welcome. */
    public String strong(String text) {
        return paint("1", text);
    }

    /** The text dimmed, where colours are welcome. */
    public String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
