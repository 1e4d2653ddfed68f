package ai.gatewayz.sync.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldArraysTest {
    private final List<String> cut = new ArrayList<>();
    private final HeldArrays held = new HeldArrays(100, 150);

    private void add(String answer, String address, byte[] array) {
        held.add(answer, address, array, () -> cut.add(answer));
    }

    @Test
    void readersOfOneArray_holdItOnce() {
        byte[] shared = new byte[90];
        for (int i = 0; i < 50; i++) {
            add("reader " + i, "a", shared);
        }
        assertThat(cut).isEmpty();
    }

    @Test
    void whoWaitedLongest_isCut_whenItsAddressHoldsTooMuch() {
        add("other's", "b", new byte[40]);
        add("first", "a", new byte[60]);
        add("second", "a", new byte[40]);
        assertThat(cut).isEmpty();
        add("third", "a", new byte[30]);
        assertThat(cut).containsExactly("first");
    }

    @Test
    void beyondTheLimitOfAll_theEldestIsCut_whoseverItIs() {
        add("first", "a", new byte[70]);
        add("second", "b", new byte[70]);
        add("third", "c", new byte[70]);
        assertThat(cut).containsExactly("first");
    }

    @Test
    void whatWasTaken_isNotHeld_andTheNewestIsNeverCut() {
        for (int i = 0; i < 10; i++) {
            add("answer " + i, "a", new byte[100]);
            held.remove("answer " + i);
            held.remove("answer " + i);
        }
        assertThat(cut).isEmpty();
        add("larger than all", "a", new byte[400]);
        assertThat(cut).isEmpty();
        add("next", "a", new byte[10]);
        assertThat(cut).containsExactly("larger than all");
    }
}
