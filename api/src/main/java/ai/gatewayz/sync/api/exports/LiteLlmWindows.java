package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.DailyWindow;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.DayOfWeek;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A daily window in LiteLLM's words. LiteLLM looks at the weekday of the moment itself, so the part of a window that lies
 * behind midnight is written for the day after.
 */
final class LiteLlmWindows {
    private static final int DAY = 24 * 60;

    private LiteLlmWindows() {}

    static void write(JsonGenerator out, DailyWindow window) throws IOException {
        if (window.days().size() == DayOfWeek.values().length) {
            out.writeStringField("hours_utc", clock(window.from()) + "-" + clock(window.to()));
            return;
        }
        out.writeArrayFieldStart("windows");
        boolean overnight = window.to() < window.from();
        rule(out, window.from(), overnight ? DAY : window.to(), window.days());
        if (overnight && window.to() > 0) {
            Set<DayOfWeek> after = new TreeSet<>();
            window.days().forEach(day -> after.add(day.plus(1)));
            rule(out, 0, window.to(), after);
        }
        out.writeEndArray();
    }

    private static void rule(JsonGenerator out, int from, int to, Set<DayOfWeek> days) throws IOException {
        out.writeStartObject();
        out.writeStringField("hours_utc", clock(from) + "-" + clock(to));
        out.writeArrayFieldStart("weekdays");
        for (DayOfWeek day : new TreeSet<>(days)) {
            out.writeNumber(day.getValue());
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Midnight at the end of a day is written as the one at its beginning. */
    private static String clock(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60 % 24, minute % 60);
    }
}
