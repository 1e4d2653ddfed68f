package ai.gatewayz.sync.cli.output;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a sync is: a bar on a terminal, otherwise a plain line whenever a provider is done. */
public final class ProgressView implements AutoCloseable {
    private final Screen screen;
    private @Nullable ProgressBar bar;
    private int lastDone = -1;

    /** Shows nothing before the first update. */
    public ProgressView(Screen screen) {
        this.screen = screen;
    }

    /**
     * Shows the state.
     *
     * @param done providers that ended
     * @param total providers of the run; 0 while it isn't known
     * @param models models that the ended providers have now
     */
    public void update(int done, int total, long models) {
        if (total == 0) {
            return;
        }
        if (screen.terminal()) {
            ProgressBar view = bar == null ? open(total) : bar;
            bar = view;
            view.maxHint(total);
            view.setExtraMessage(models + " models");
            view.stepTo(done);
        } else if (done != lastDone) {
            screen.note(done + "/" + total + " providers, " + models + " models");
        }
        lastDone = done;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private static ProgressBar open(int total) {
        return new ProgressBarBuilder()
                .setTaskName("providers")
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100)
                .clearDisplayOnFinish()
                .hideEta()
                .build();
    }
}
