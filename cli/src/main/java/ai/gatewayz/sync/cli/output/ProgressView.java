package ai.gatewayz.sync.cli.output;

import java.util.List;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a sync is: a bar on a terminal, otherwise a plain line whenever a provider is done. */
public final class ProgressView implements AutoCloseable {
    /** More would leave no room for the bar. */
    private static final int MOST_NAMES = 2;

    private final Screen screen;
    private @Nullable ProgressBar bar;
    private int lastDone = -1;

    /**
     * How far it is.
     *
     * @param done providers that ended
     * @param total providers of the run; 0 while it isn't known
     * @param models models that the ended providers have now
     * @param awaited what is being worked on, such as {@code groq} or {@code groq (try 3)}
     */
    public record Progress(int done, int total, long models, List<String> awaited) {
        String message() {
            String names = awaited.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
            int more = awaited.size() - MOST_NAMES;
            return Amounts.counted(models, "model")
                    + (awaited.isEmpty() ? "" : ", on " + names)
                    + (more > 0 ? " +" + more : "");
        }
    }

    /** Shows nothing before the first update. */
    public ProgressView(Screen screen) {
        this.screen = screen;
    }

    /** Shows the state where it is not known what is worked on. */
    public void update(int done, int total, long models) {
        update(new Progress(done, total, models, List.of()));
    }

    /** Shows the state. */
    public void update(Progress progress) {
        if (progress.total() == 0) {
            return;
        }
        if (screen.terminal()) {
            ProgressBar view = bar == null ? open(progress.total()) : bar;
            bar = view;
            view.maxHint(progress.total());
            view.setExtraMessage(progress.message());
            view.stepTo(progress.done());
        } else if (progress.done() != lastDone) {
            String models = Amounts.counted(progress.models(), "model");
            screen.note(progress.done() + "/" + progress.total() + " providers, " + models);
        }
        lastDone = progress.done();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private ProgressBar open(int total) {
        return new ProgressBarBuilder()
                .setTaskName("providers")
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new OneLine(screen))
                // Its clock moves while it waits.
                .continuousUpdate()
                .hideEta()
                .build();
    }

    /**
     * Rewrites one line of the screen. The library's own way opens the terminal, which takes Ctrl-C away from the process's
     * handler.
     */
    private static final class OneLine implements ProgressBarConsumer {
        private final Screen screen;

        OneLine(Screen screen) {
            this.screen = screen;
        }

        @Override
        public int getMaxRenderedLength() {
            return screen.columns() - 1;
        }

        @Override
        public void accept(String rendered) {
            screen.live().show(rendered);
        }

        @Override
        public void close() {
            screen.live().erase();
        }
    }
}
