package ai.gatewayz.sync.cli.output;

import java.io.PrintWriter;

/** The last line of a terminal, which is written over while work goes on. What else is said goes above it, never behind it. */
public final class LiveLine {
    private static final String ERASE = "\r\u001b[2K";

    private final PrintWriter err;
    private boolean shown;
    private boolean ended;

    LiveLine(PrintWriter err) {
        this.err = err;
    }

    /** Writes it over. */
    synchronized void show(String text) {
        if (!ended) {
            err.print(ERASE + text);
            err.flush();
            shown = true;
        }
    }

    /** Takes it away. */
    synchronized void erase() {
        if (shown) {
            err.print(ERASE);
            err.flush();
            shown = false;
        }
    }

    /** Takes it away for good. */
    synchronized void end() {
        erase();
        ended = true;
    }

    /** A line of its own in its place; it comes again below. */
    synchronized void above(String text) {
        erase();
        err.println(text);
        err.flush();
    }
}
