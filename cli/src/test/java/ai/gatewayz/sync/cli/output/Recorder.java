package ai.gatewayz.sync.cli.output;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A screen that keeps what was printed. */
public final class Recorder {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Screen screen = Screen.plain(new PrintWriter(out), new PrintWriter(err));

    public Screen screen() {
        return screen;
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    public List<String> outLines() {
        return out().lines().toList();
    }

    public List<String> errLines() {
        return err().lines().toList();
    }
}
